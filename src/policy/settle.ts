import type { Decision, Effect, Reason } from "../base/index.ts";
import type { PermissionMode } from "./effective-profile.ts";
import { reasonMessage } from "./reason-message.ts";
import type { Verdict } from "./verdict.ts";

const mostReasons = 20;

/** What a mode says of that for which nothing else spoke (semantics 2). */
const modeDefaults = {
  default: "ask",
  acceptEdits: "ask",
  plan: "deny",
  dontAsk: "deny",
  bypassPermissions: "allow",
} as const satisfies Record<PermissionMode, Effect>;

/** Brings the verdicts on all parts of a request together: the strictest holds (semantics 1–3). */
export function settle(verdicts: readonly Verdict[], mode: PermissionMode): Decision {
  const reasons = verdicts.map((verdict, index) => ({
    reason: reasonOf(verdict, mode),
    rank: rankOf(verdict, mode),
    index,
  }));
  reasons.sort((one, other) => one.rank - other.rank || one.index - other.index);
  const [first] = reasons;
  if (first === undefined) return decisionOf(reasonOf(nothing, mode), []);
  const { effect } = first.reason;
  const speaking = reasons.filter(({ reason }) => effect === "allow" || reason.effect !== "allow");
  return decisionOf(
    first.reason,
    speaking.slice(1, mostReasons).map(({ reason }) => reason),
  );
}

/** The answer where nothing may run: the plan, unless something in it is denied anyway. */
export function settlePlan(verdicts: readonly Verdict[], subject: string): Decision {
  const settled = settle(verdicts, "default");
  if (settled.effect === "deny") return settled;
  const plan: Verdict = { effect: "deny", code: "mode/plan", subject };
  return decisionOf(reasonOf(plan, "plan"), settled.reasons.slice(0, mostReasons - 1));
}

const nothing: Verdict = { effect: "allow", code: "command/empty", subject: "" };

function decisionOf(first: Reason, rest: readonly Reason[]): Decision {
  return { effect: first.effect, reasons: [first, ...rest] };
}

/** What a mode makes of a verdict. In `dontAsk` nobody is asked: what a rule would have confirmed is denied, for that rule's reason. */
export function effectOf({ effect, hard }: Verdict, mode: PermissionMode): Effect {
  if (effect === "open") return mode === "bypassPermissions" ? (hard ?? "allow") : modeDefaults[mode];
  return effect === "ask" && mode === "dontAsk" ? "deny" : effect;
}

const ranks = { deny: 0, ask: 3, allow: 6 } as const satisfies Record<Effect, number>;

/** Denials first; of two equal ones, what said so itself, then what the mode made of an ask, then what nobody spoke of. */
function rankOf(verdict: Verdict, mode: PermissionMode): number {
  const effect = effectOf(verdict, mode);
  if (verdict.effect === "open") return ranks[effect] + 2;
  return ranks[effect] + (effect === verdict.effect ? 0 : 1);
}

function reasonOf(verdict: Verdict, mode: PermissionMode): Reason {
  const effect = effectOf(verdict, mode);
  const bypassed: Verdict =
    verdict.effect === "open" && effect === "allow" ? { ...verdict, code: "mode/bypass", rule: undefined } : verdict;
  const { code, subject, rule, at } = bypassed;
  const message = reasonMessage(bypassed, effect);
  return {
    code,
    effect,
    subject,
    message,
    ...(rule === undefined ? {} : { rule }),
    ...(at === undefined ? {} : { at }),
  };
}
