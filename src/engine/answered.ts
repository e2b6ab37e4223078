import type { Decision, Reason } from "../base/index.ts";
import type { Judgement } from "./judge.ts";

/** Nobody has confirmed it, so an ask is refused: it says that it was one, and what its caller can do for somebody to be asked. */
export function answered({ decision, wayToAsk }: Pick<Judgement, "decision" | "wayToAsk">): Decision {
  if (decision.effect !== "ask") return decision;
  const [first] = decision.reasons;
  const way = wayToAsk === undefined ? "" : `: ${wayToAsk}`;
  const message = `${first.message}; there is nobody to confirm it${way}`;
  return { effect: "deny", reasons: [{ ...first, code: "ask/nobody", message } satisfies Reason, ...decision.reasons] };
}
