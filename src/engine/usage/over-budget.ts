import { type Decision, printable } from "../../base/index.ts";
import type { EffectiveProfile } from "../../policy/index.ts";
import type { Judgement } from "../judge.ts";
import type { Session } from "../session.ts";
import { costsOf } from "./costs.ts";

type Limits = NonNullable<NonNullable<EffectiveProfile["models"]>["costs"]>;

const budgets = [
  { key: "daily_budget_usd", time: "today", spent: "day", limit: ({ day }: Limits) => day },
  { key: "monthly_budget_usd", time: "this month", spent: "month", limit: ({ month }: Limits) => month },
] as const;

/** What speaks against starting one more agent, when agents have cost what they may. Throws an `EnforcementError` when that is not known. */
export function overBudget(session: Session, { request, decision }: Judgement, now: Date): Decision | undefined {
  const { models, origins } = session.loaded.profile;
  const limits = models?.costs;
  if (limits === undefined || (limits.day ?? limits.month) === undefined) return undefined;
  const costs = costsOf(session, now);
  const spent = budgets.find(({ spent: by, limit }) => costs[by] >= (limit(limits) ?? Infinity));
  if (spent === undefined) return undefined;
  const pointer = "/permissions/agent_permissions/model_selection";
  const { file, pointer: at } = origins.get(pointer) ?? { file: "built-in", pointer };
  const source = { file, pointer: `${at}/cost_limits/${spent.key}` };
  const text = `${spent.key}: ${spent.limit(limits)}`;
  const subject = printable(decision.reasons[0].subject || request.tool);
  const why = `agents have cost $${costs[spent.spent].toFixed(2)} ${spent.time}`;
  const message = `denied: ${subject}: ${why}: ${text} (${printable(file)} ${source.pointer}); wait, or raise it`;
  const reason = { code: "agent/over-budget", effect: "deny", subject, rule: { text, source }, message } as const;
  return { effect: "deny", reasons: [reason] };
}
