import { type Decision, isStricter, type Plan } from "../base/index.ts";
import type { Respelled } from "./respell.ts";

/**
 * The answer to what was asked, or to what it was rewritten to: of two alike the first one counts, as it speaks of the text that the caller
 * knows. A plan is of what would run.
 */
export function stricter(first: Decision, second: Decision, respelled: readonly Respelled[]): Decision {
  const { plan: before } = first;
  const { plan: after } = second;
  if (before === undefined || after === undefined) return isStricter(second.effect, first.effect) ? second : first;
  const [holds, { effect }] = isStricter(after.effect, before.effect) ? [second, after] : [first, before];
  const rewritten = [...respelled.map(changeOf), ...(after.rewritten ?? [])];
  return { ...holds, plan: { ...after, effect, ...(rewritten.length > 0 && { rewritten }) } };
}

function changeOf({ from, to, member }: Respelled): NonNullable<Plan["rewritten"]>[number] {
  if (member === undefined) return { from, to };
  if (from === "") return { from: `no ${member}`, to: `${member} ${to}` };
  // A path speaks for itself.
  return from.includes("/") || to.startsWith("/") ? { from, to } : { from: `${member} ${from}`, to: `${member} ${to}` };
}

/** True where nothing would run outside of plan mode either. */
export function isRefused({ effect, plan }: Decision): boolean {
  return effect === "deny" && (plan === undefined || plan.effect === "deny");
}

/** The answer to what can't be rewritten with certainty, with the plan that there would be without. */
export function refusedPlan({ plan }: Decision, refused: Decision): Decision {
  const [{ code, subject }] = refused.reasons;
  if (plan === undefined) return refused;
  const step = { kind: "rewrite", what: subject, effect: "deny", code } as const;
  return { ...refused, plan: { ...plan, effect: "deny", steps: [...plan.steps, step] } };
}
