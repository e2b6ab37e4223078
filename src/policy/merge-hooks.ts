import type { AskedProgram, HookEntry } from "./effective-profile.ts";
import { type Findings, loosening } from "./pick-field.ts";
import { type Layer, sourceIn } from "./layer.ts";

const defaultSeconds = 60;

const events = ["PreToolUse", "PermissionRequest", "PostToolUse", "SessionStart", "SessionEnd"] as const;

/** Hooks of all layers, of higher ones first. They run outside of the sandbox: a project file that is not trusted brings none. */
export function mergeHooks(layers: readonly Layer[], findings: Findings): readonly HookEntry[] {
  return layers.flatMap((layer) => {
    if (layer.body.hooks === undefined || isStranger(layer, "/hooks", findings)) return [];
    return events.flatMap((event) => hooksOf(layer, event));
  });
}

function hooksOf(layer: Layer, event: (typeof events)[number]): readonly HookEntry[] {
  return (layer.body.hooks?.[event] ?? []).flatMap(({ matcher = "*", hooks }, group) =>
    hooks.map((written, index) => ({
      event,
      matcher,
      // What was put aside for a profile chosen by name still counts where it refuses.
      mayAllow: layer.power !== "narrow",
      program: {
        ...(written.type === "command"
          ? { kind: "command", command: written.command }
          : { kind: "module", path: written.path }),
        seconds: written.timeout ?? defaultSeconds,
        source: sourceIn(layer, `/hooks/${event}/${group}/hooks/${index}`),
      },
    })),
  );
}

/** The callback of the nearest layer that may allow something. */
export function mergeCallback(layers: readonly Layer[], findings: Findings): AskedProgram | undefined {
  const at = "/can_use_tool";
  const stating = layers.filter(
    (layer) => layer.body.can_use_tool !== undefined && !isStranger(layer, at, findings) && layer.power !== "narrow",
  );
  const [owner] = stating;
  const written = owner?.body.can_use_tool;
  if (owner === undefined || written === undefined) return undefined;
  const source = sourceIn(owner, at);
  return typeof written === "string"
    ? { kind: "module", path: written, seconds: defaultSeconds, source }
    : { kind: "command", command: written.command, seconds: written.timeout ?? defaultSeconds, source };
}

function isStranger(layer: Layer, at: string, { notes }: Findings): boolean {
  if (layer.stranger) notes.push({ source: sourceIn(layer, at), message: loosening(at) });
  return layer.stranger;
}
