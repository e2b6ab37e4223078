import type { Parsed } from "../base/index.ts";
import { chooseRole } from "./choose-role.ts";
import { chainOf, isStrange } from "./extends-chain.ts";
import { heldNow, layersOf } from "./held-layers.ts";
import { levelBodies } from "./levels.ts";
import type { Layer, ProfileLayer, ResolveOptions } from "./layer.ts";
import type { ProfileDocument } from "./parse-profile.ts";
import type { Schedule } from "./schedule.ts";
import { agentIssues, roleIssues } from "./unknown-names.ts";

/** The name of the profile that counts when nothing else is said. */
const defaultProfile = "workspace";

function powerOf(layer: ProfileLayer, chosen: boolean): Layer["power"] {
  if (layer.origin === "managed") return "bound";
  if (layer.origin === "command-line" || layer.origin === "chosen") return "grant";
  // A profile chosen by name takes the place of what the user and the project would allow otherwise.
  if (chosen || isStrange(layer)) return "narrow";
  return "grant";
}

type Given = ProfileLayer & { readonly fallback?: true };

/** Whether some profile is there that may give anything, so that the default one does not count. */
export function isSaid(layers: readonly ProfileLayer[]): boolean {
  return layers.some(
    ({ origin, trusted }) => origin === "chosen" || origin === "user" || (origin === "project" && trusted === true),
  );
}

function withDefault(layers: readonly ProfileLayer[], load: ResolveOptions["load"]): Parsed<readonly Given[]> {
  if (isSaid(layers)) return { ok: true, value: layers };
  const loaded = load(defaultProfile, "");
  if (loaded === undefined) return { ok: true, value: layers };
  if (!loaded.ok) return loaded;
  return { ok: true, value: [...layers, { origin: "chosen", document: loaded.value, fallback: true }] };
}

function levelLayers(layers: readonly Layer[]): readonly Layer[] {
  const owner = layers.find(({ power, body }) => power !== "narrow" && body.level !== undefined);
  const level = owner?.body.level;
  if (level === undefined) return [];
  return [
    {
      power: "level",
      body: levelBodies[level],
      file: `level ${level}`,
      at: "",
      whole: false,
      stranger: false,
      fallback: false,
    },
  ];
}

/** What counts, and for whom. */
export interface Expanded {
  /** Highest rank first. */
  readonly layers: readonly Layer[];
  readonly role: string | undefined;
  /** All that any of them has, whatever holds now. */
  readonly schedules: readonly Schedule[];
}

/** What the caller says, and what profiles take from its environment where it says nothing. */
function contextOf(
  documents: readonly ProfileDocument[],
  { context, env }: ResolveOptions,
): ReadonlyMap<string, string> {
  const names = documents.flatMap(({ body }) => body.context_env ?? []);
  const found = names.flatMap((name): [string, string][] => {
    const value = env?.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return new Map([...found, ...(context ?? [])]);
}

/** Every body that counts, or every issue found while putting them together. */
export function expandLayers(given: readonly ProfileLayer[], options: ResolveOptions): Parsed<Expanded> {
  const complete = withDefault(given, options.load);
  if (!complete.ok) return complete;
  const chosen = given.some(({ origin }) => origin === "chosen");
  const chains = complete.value.map((layer) => ({
    layer,
    power: powerOf(layer, chosen),
    ...chainOf(layer, options.load),
  }));
  const documents = chains.flatMap((chain) => chain.documents);
  // Who asks and where is not for a file to say that may only narrow.
  const trusted = chains.filter(({ power }) => power !== "narrow").flatMap((chain) => chain.documents);
  const context = contextOf(trusted, options);
  const { role, issues: roleFaults } = chooseRole(trusted, { ...options, context });
  const issues = [
    ...chains.flatMap((chain) => chain.issues),
    ...roleFaults,
    ...(roleFaults.length > 0 ? [] : roleIssues(trusted, documents, role)),
    ...agentIssues(documents, options.agents),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const near: Layer[] = [];
  const far: Layer[] = [];
  for (const { layer, power, documents: chain } of chains) {
    const whole = layer.origin === "command-line";
    const stranger = isStrange(layer);
    for (const [depth, document] of chain.entries()) {
      // What a profile extends ranks below all layers; the administrator's stays together.
      const rank = depth === 0 || power === "bound" ? near : far;
      const standing = { power, whole, stranger, fallback: layer.fallback === true };
      const held = heldNow(document.body, { now: options.now, role, context });
      rank.push(...layersOf(document, standing, held));
    }
  }
  const layers = [...near, ...far];
  const schedules = documents.flatMap(({ body }) => body.schedule ?? []);
  return { ok: true, value: { layers: [...layers, ...levelLayers(layers)], role, schedules } };
}
