import type { Decision, Plan } from "../base/index.ts";

/** The published form of a decision, one JSON object. Spans are `[start, end)` in UTF-16 units of the command. */
export interface Verdict {
  readonly id: unknown;
  readonly behavior: "allow" | "ask" | "deny";
  readonly reasons: readonly {
    readonly code: string;
    readonly rule?: string;
    readonly source?: { readonly file: string; readonly pointer: string };
    readonly subject: string;
    readonly span?: readonly [number, number];
    readonly message: string;
  }[];
  readonly updatedInput?: Readonly<Record<string, unknown>>;
  /** In the mode `plan`: what it would do. */
  readonly plan?: Plan;
}

/** Translates a decision into its published form. */
export function toVerdict(id: unknown, decision: Decision, updatedInput?: Readonly<Record<string, unknown>>): Verdict {
  const reasons = decision.reasons.map((reason) => ({
    code: reason.code,
    ...(reason.rule === undefined ? {} : { rule: reason.rule.text, source: reason.rule.source }),
    subject: reason.subject,
    ...(reason.at === undefined ? {} : { span: [reason.at.start, reason.at.end] as const }),
    message: reason.message,
  }));
  return {
    id,
    behavior: decision.effect,
    reasons,
    ...(updatedInput === undefined || decision.effect === "deny" ? {} : { updatedInput }),
    ...(decision.plan && { plan: decision.plan }),
  };
}
