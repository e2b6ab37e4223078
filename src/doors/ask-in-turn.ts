import { confirmPrograms, type Means } from "../consult/index.ts";
import { type ConfirmProgram, type Judgement, judgeRefused, noteWaiting, type Session } from "../engine/index.ts";
import type { Turn } from "./take-turns.ts";

/** Everybody who may be asked, while the one that asks gives way to others: it may take as long as people take. */
function givingWay({ whileAsked }: Turn, { approve, canUseTool, ...others }: Means): Means {
  return {
    ...others,
    ...(approve && { approve: (question) => whileAsked(() => approve(question)) }),
    ...(canUseTool && {
      canUseTool: (tool, input, context) => whileAsked(async () => await canUseTool(tool, input, context)),
    }),
  };
}

/** Resolves with the verdict when its turn has come again. */
export async function consultInTurn(
  turn: Turn,
  means: Means,
  ask: (means: Means) => Promise<Judgement>,
): Promise<Judgement> {
  const judgement = await ask(givingWay(turn, means));
  await turn.back();
  return judgement;
}

/** The same for programs within a command. */
export function confirmInTurn(turn: Turn, means: Means): ConfirmProgram {
  const confirm = confirmPrograms(givingWay(turn, means));
  return async (asked) => {
    const confirmed = await confirm(asked);
    await turn.back();
    return confirmed;
  };
}

/** For `take`: what is known of a call that waits, for the case that this process is killed meanwhile. */
export function noteInTurn(session: Session, called: Pick<Judgement["request"], "tool" | "input">): Disposable {
  return noteWaiting(session, () => judgeRefused(session, { ...called, why: "its turn had not come yet" }));
}
