import type { Decision } from "../base/index.ts";
import { type Consulted, inMode, type Judgement, type Session } from "../engine/index.ts";
import type { Input, Means } from "./means.ts";
import { isOnlyAsked, mayOpen, type Opener, withWord, type Word } from "./open-ask.ts";

/** One request on its way, and how it is judged. */
export interface Case {
  readonly tool: string;
  readonly input: Input;
  readonly judge: (session: Session, input: Input) => Judgement;
}

/** The session of whoever is asked. */
export function sittingAt(session: Session, { sitting }: Means): Session {
  return sitting === undefined ? session : { ...session, sitting };
}

export type End = Partial<Consulted>;

/** The judgement with what became of it. */
export function consulted(judgement: Judgement, end: End): Judgement {
  const before = judgement.consulted ?? { opened: false, asked: undefined, interrupt: false, told: [] };
  const [first] = judgement.decision.reasons;
  return { ...judgement, consulted: { by: first.code.startsWith("mode/") ? "mode" : "rule", ...before, ...end } };
}

/** Judged as if nothing that is left open needed a confirmation. */
function freely(session: Session, asked: Case): Decision {
  return asked.judge(inMode(session, "bypassPermissions"), asked.input).decision;
}

/** Whether a yes of theirs counts for `judgement`, which is that of `asked`. */
export function opens(session: Session, asked: Case, judgement: Judgement, who: Opener): boolean {
  const { mode, bounded } = session.loaded.profile;
  if (mode === "plan" || (bounded && !isOnlyAsked(judgement.decision))) return false;
  return mayOpen(freely(session, asked), who);
}

const unlisted: Word = { code: "ask/failed", by: "", detail: "nobody's yes goes beyond what the administrator allows" };

interface Yes {
  readonly who: Opener;
  readonly word: Word;
  readonly end: End;
}

/** Somebody said yes to `asked.input`, which is judged as it is now. */
export function saidYes(session: Session, asked: Case, before: Judgement, { who, word, end }: Yes): Judgement {
  const judged = asked.judge(session, asked.input);
  const again = before.consulted === undefined ? judged : { ...judged, consulted: before.consulted };
  if (again.decision.effect === "allow") return consulted(again, end);
  if (again.decision.effect === "ask" && opens(session, asked, again, who))
    return consulted(withWord(again, "allow", word), { ...end, opened: true });
  const free = again.decision.effect === "deny" ? again.decision : freely(session, asked);
  const closed = free.effect === "deny" ? { ...again, decision: free } : withWord(again, "deny", unlisted);
  return consulted(closed, { ...end, by: "rule" });
}

/** The input with which a client is to carry it out, when that is not the one it asked about. */
export function inputInstead({ updatedInput, consulted, request }: Judgement): Judgement["updatedInput"] {
  return updatedInput ?? (consulted?.asked === undefined ? undefined : request.input);
}
