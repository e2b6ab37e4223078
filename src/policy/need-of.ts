import type { Cause, ConnectAction, ReadAction, WriteAction } from "../base/index.ts";
import { type Command, isRefusalOnly } from "./grant.ts";
import type { Scene } from "./scene.ts";

/**
 * How much a path or a host needs: where a rule lets the program run, only refusals count and the walls do the rest; what a
 * redirect or a read-only command reaches must be granted.
 */
export function needOf(action: ReadAction | WriteAction | ConnectAction, scene: Scene): "grant" | "no-refusal" {
  if (isRefusalOnly(action)) return "no-refusal";
  const cause = commandOf(action.cause, scene);
  if (cause === undefined) return "grant";
  return cause.grant.kind === "rule" || cause.grant.kind === "any" || cause.grant.kind === "none"
    ? "no-refusal"
    : "grant";
}

export function commandOf(cause: Cause | undefined, scene: Scene): Command | undefined {
  return cause === undefined ? undefined : scene.commands.get(cause.exec);
}
