import { printable } from "../base/index.ts";
import type { Judgement, Session } from "../engine/index.ts";
import { localRules, sittingRules } from "./approvals/rule-store.ts";
import { approvedRules, type SuggestedRules, suggestRules } from "./approvals/suggest-rules.ts";
import { type Case, consulted, type End, opens, saidYes } from "./case.ts";
import { type Details, detailsOf } from "./details.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Approval, Means } from "./means.ts";
import { withWord, type Word } from "./open-ask.ts";

/** Asks a person about what is left to be confirmed. A yes holds for exactly what was shown. */
export async function askPerson(session: Session, asked: Case, judgement: Judgement, means: Means): Promise<Judgement> {
  const { approve, haveStandStill, signal = new AbortController().signal } = means;
  if (approve === undefined) return unasked(session, asked, judgement, means);
  const { decision, request } = judgement;
  const before = fingerprint(judgement);
  const refuse = (code: Word["code"], detail: string, end: End): Judgement =>
    consulted(withWord(judgement, "deny", { code, by: "", detail }), end);
  const suggested = suggestRules(session, asked, judgement);
  let approval: Approval | undefined;
  try {
    const details = (): Details | undefined => detailsOf(session, { ...asked, input: request.input }, judgement);
    const shown = { judgement, decision, details, suggested: suggested?.rules ?? [], signal };
    approval = await approve({ ...shown, ...(haveStandStill && { haveStandStill }) });
  } catch (error) {
    return refuse("ask/failed", printable(error instanceof Error ? error.message : String(error), 400), {});
  }
  if (signal.aborted) return refuse("ask/cancelled", "", { by: "nobody" });
  if (approval === undefined) return unasked(session, asked, judgement, means);
  const by = `person (${printable(approval.by)})`;
  if (approval.answer === "deny" || approval.answer === "stop")
    return refuse("ask/denied", approval.message ?? "", { by, interrupt: approval.answer === "stop" });
  if (approval.answer === "changed" || fingerprint(asked.judge(session, request.input)) !== before)
    return refuse("ask/changed", "ask again", { by: "rule" });
  keep(session, approval, suggested);
  const word: Word = { code: "ask/allowed", by, detail: approval.message ?? "" };
  return saidYes(session, { ...asked, input: request.input }, judgement, { who: "person", word, end: { by } });
}

/** Says how somebody could be asked, unless a yes of theirs would count for nothing. */
function unasked(session: Session, asked: Case, judgement: Judgement, { wayToAsk }: Means): Judgement {
  const wanted = { ...asked, input: judgement.request.input };
  return wayToAsk !== undefined && opens(session, wanted, judgement, "person") ? { ...judgement, wayToAsk } : judgement;
}

/** A yes for longer than once is kept as rules, where there are some. */
function keep(session: Session, { answer, by }: Approval, suggested: SuggestedRules | undefined): void {
  if (suggested === undefined || (answer !== "session" && answer !== "always")) return;
  const store = answer === "always" ? localRules(session) : sittingRules(session);
  store.add(approvedRules(session, suggested, by));
}
