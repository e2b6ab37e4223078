import type { Decision, Reason, ReasonCode } from "../base/index.ts";
import { printable, reasonCodes } from "../base/index.ts";
import type { Judgement } from "../engine/index.ts";

/** One reason that no rule gave. */
export interface Word {
  readonly code: Extract<ReasonCode, `${"ask" | "callback" | "hook"}/${string}` | "tool/bad-input">;
  readonly by: string;
  readonly detail: string;
}

const effectWords = { allow: "allowed", ask: "needs confirmation", deny: "denied" } as const;

function reasonOf({ request, decision }: Judgement, effect: Decision["effect"], { code, by, detail }: Word): Reason {
  const subject = decision.reasons[0].subject || request.tool;
  const said = [reasonCodes[code], by, detail].filter((part) => part !== "").map((part) => printable(part, 500));
  return { code, effect, subject, message: `${effectWords[effect]}: ${printable(subject)}: ${said.join(": ")}` };
}

/** The judgement with somebody's word in front of the rules' own. */
export function withWord(judgement: Judgement, effect: Decision["effect"], word: Word): Judgement {
  const reason = reasonOf(judgement, effect, word);
  return { ...judgement, decision: { effect, reasons: [reason, ...judgement.decision.reasons] } };
}

/** Who says yes: a hook to what no rule speaks of, a callback and a person to what rules want to be confirmed as well. */
export type Opener = "hook" | "callback" | "person";

/**
 * Whether a yes counts. `free` is the verdict where nothing that is left open needs a confirmation: what is denied there, a rule or a wall
 * refuses. A person has read text that only exists at run time; what it starts is judged again when it starts.
 */
export function mayOpen(free: Decision, who: Opener): boolean {
  if (free.effect === "allow") return true;
  if (free.effect === "ask") return who !== "hook";
  const denials = free.reasons.filter(({ effect }) => effect === "deny");
  return who === "person" && denials.every(({ code }) => code.startsWith("shell/opaque-"));
}

/** As many reasons as a decision has room for: of more than these some are not there. */
const mostReasons = 20;

/** True when rules have spoken for all of it, and only want it to be confirmed. */
export function isOnlyAsked({ reasons }: Decision): boolean {
  const asks = reasons.filter(({ effect }) => effect !== "allow");
  return reasons.length < mostReasons && asks.every(({ code }) => code === "rule/asked" || code === "hook/asked");
}
