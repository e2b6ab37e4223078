import type { Judgement, Session } from "../engine/index.ts";
import { askInTime, frozenCopy } from "./ask-in-time.ts";
import { type Case, consulted, saidYes } from "./case.ts";
import type { CallbackContext, Means } from "./means.ts";
import { withWord } from "./open-ask.ts";
import { readCallbackAnswer } from "./read-answers.ts";

const defaultCallbackMs = 60_000;

/** Asks the callback about what would have to be confirmed. */
export async function askCallback(
  session: Session,
  asked: Case,
  judgement: Judgement,
  means: Means,
): Promise<Judgement> {
  const { canUseTool, signal, callbackMs: timeoutMs = defaultCallbackMs } = means;
  if (canUseTool === undefined) return judgement;
  const by = "callback";
  const ask = (ended: AbortSignal): unknown =>
    canUseTool(asked.tool, frozenCopy(asked.input), callbackContext(judgement, means, ended));
  const answered = await askInTime(ask, { timeoutMs, signal });
  const failed = (detail: string): Judgement =>
    consulted(withWord(judgement, "deny", { code: "callback/failed", by: "", detail }), { by });
  if (!answered.ok) return failed(answered.why);
  const answer = readCallbackAnswer(answered.value);
  if (answer.kind === "nothing") return judgement;
  if (answer.kind === "nonsense") return failed(answer.why);
  if (answer.kind === "deny") {
    const { message: detail, interrupt } = answer;
    return consulted(withWord(judgement, "deny", { code: "callback/denied", by: "", detail }), { by, interrupt });
  }
  return saidYes(session, { ...asked, input: answer.input ?? asked.input }, judgement, {
    who: "callback",
    word: { code: "callback/allowed", by: "", detail: "" },
    end: { by, asked: judgement.consulted?.asked ?? (answer.input === undefined ? undefined : asked.input) },
  });
}

function callbackContext(judgement: Judgement, means: Means, signal: AbortSignal): CallbackContext {
  const [first] = judgement.decision.reasons;
  const { toolUseId, agentId, told } = means.context ?? {};
  return Object.freeze({
    ...(told === undefined ? {} : frozenCopy(told)),
    signal,
    toolUseID: toolUseId ?? judgement.request.id,
    ...(agentId === undefined ? {} : { agentID: agentId }),
    decisionReason: first.message,
    ...(first.rule === undefined ? {} : { rule: first.rule.text }),
  });
}
