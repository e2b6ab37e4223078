import type { CompiledPolicy } from "./compiled-policy.ts";
import { findToolRule } from "./tool-rule.ts";

/**
 * True where any program may run and the gate looks at each when it starts: then a variable gives a program nothing that the
 * agent's own programs can't do. What a shell does by itself never starts, so that no rule may refuse any of it.
 */
export function everyStartIsJudged({ profile, refusesBuiltins, allow, ask }: CompiledPolicy): boolean {
  const { sandbox, bash } = profile;
  const stands = bash.opaque === "gate" || sandbox.exec === "strict" || sandbox.layers.get("exec-gate") === "required";
  if (!stands || sandbox.backend === "none" || refusesBuiltins) return false;
  return findToolRule(allow, "Bash") !== undefined && findToolRule(ask, "Bash") === undefined;
}
