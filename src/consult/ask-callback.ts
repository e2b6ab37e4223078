import { type Judgement, noteWaiting, type Session } from "../engine/index.ts";
import { askInTime } from "./ask-in-time.ts";
import { keepPermissions, readPermissionUpdates } from "./approvals/update-permissions.ts";
import { type Caller, callersFor } from "./callers.ts";
import { type Case, consulted, saidYes } from "./case.ts";
import type { Input, Means } from "./means.ts";
import { withWord } from "./open-ask.ts";
import { readPermissionAnswer } from "./read-answers.ts";

/** Asks about what would have to be confirmed, one after the other; the first who has something to say decides. */
export async function askCallbacks(
  session: Session,
  asked: Case,
  judgement: Judgement,
  means: Means,
): Promise<Judgement> {
  const callers = callersFor(session, asked, judgement, means);
  using _ = callers.length > 0 ? noteWaiting(session, () => judgement) : undefined;
  for (const caller of callers) {
    const answered = await askOne(session, asked, { judgement, caller }, means);
    if (answered !== undefined) return answered;
  }
  return judgement;
}

interface Asking {
  readonly judgement: Judgement;
  readonly caller: Caller;
}

async function askOne(
  session: Session,
  asked: Case,
  { judgement, caller }: Asking,
  { signal }: Means,
): Promise<Judgement | undefined> {
  const { by, kind, mayAllow, timeoutMs } = caller;
  const answered = await askInTime(caller.ask, { timeoutMs, signal });
  const told = kind === "hook" ? by : "";
  const failed = (detail: string): Judgement =>
    consulted(withWord(judgement, "deny", { code: `${kind}/failed`, by: told, detail }), { by });
  if (!answered.ok) return failed(answered.why);
  const answer = readPermissionAnswer(answered.value);
  if (answer.kind === "nothing" || (answer.kind === "allow" && !mayAllow)) return undefined;
  if (answer.kind === "nonsense") return failed(answer.why);
  if (answer.kind === "deny") {
    const { message: detail, interrupt } = answer;
    return consulted(withWord(judgement, "deny", { code: `${kind}/denied`, by: told, detail }), { by, interrupt });
  }
  const read = readPermissionUpdates(session, answer.permissions);
  if (!read.ok) return failed(read.why);
  keepPermissions(session, read.value, by);
  return allowed(session, asked, { judgement, caller }, answer.input);
}

function allowed(session: Session, asked: Case, { judgement, caller }: Asking, input: Input | undefined): Judgement {
  const { by, kind } = caller;
  return saidYes(session, { ...asked, input: input ?? asked.input }, judgement, {
    who: "callback",
    word: { code: `${kind}/allowed`, by: kind === "hook" ? by : "", detail: "" },
    end: { by, asked: judgement.consulted?.asked ?? (input === undefined ? undefined : asked.input) },
  });
}
