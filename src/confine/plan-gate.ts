import { type EffectiveProfile, gateEnvNames } from "../policy/index.ts";
import type { Gate, Launch } from "./launch.ts";

/** The decider answers within a millisecond; a machine that swaps or sleeps may take longer. */
const patienceSeconds = 30;

/** The gate of a command: required where the profile says so, and where it alone holds what the profile says. */
export function planGate({ sandbox, bash }: EffectiveProfile, backend: Launch["backend"]): Gate | undefined {
  if (backend === "none") return undefined;
  return {
    required: sandbox.layers.get("exec-gate") === "required" || bash.opaque === "gate" || sandbox.exec === "strict",
    env: gateEnvNames(),
    patienceSeconds,
  };
}
