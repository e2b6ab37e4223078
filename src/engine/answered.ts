import type { Decision, Reason } from "../base/index.ts";

/** Nobody sits at a one-shot command to confirm it: an ask is refused, and says that it was one. */
export function answered(decision: Decision): Decision {
  if (decision.effect !== "ask") return decision;
  const [first] = decision.reasons;
  const nobody: Reason = { ...first, code: "ask/nobody", message: `${first.message}; there is nobody to confirm it` };
  return { effect: "deny", reasons: [nobody, ...decision.reasons] };
}
