import type { EffectiveProfile } from "../policy/index.ts";
import type { Gate, Launch } from "./launch.ts";

/** The gate of a command: required where the profile says so, and where only it sees what opaque text runs. */
export function planGate({ sandbox, bash }: EffectiveProfile, backend: Launch["backend"]): Gate | undefined {
  if (backend === "none") return undefined;
  return { required: sandbox.layers.get("exec-gate") === "required" || bash.opaque === "gate", env: [] };
}
