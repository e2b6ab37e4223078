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

function effectOf(verdict: Verdict, mode: PermissionMode): Effect {
  if (verdict.effect !== "open") return verdict.effect;
  return verdict.hard === true && mode === "bypassPermissions" ? "deny" : modeDefaults[mode];
}

const ranks = { deny: 0, ask: 2, allow: 4 } as const satisfies Record<Effect, number>;

/** Denials first; of two equal ones, what a rule or a list said before what nobody said anything about. */
function rankOf(verdict: Verdict, mode: PermissionMode): number {
  return ranks[effectOf(verdict, mode)] + (verdict.effect === "open" ? 1 : 0);
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
