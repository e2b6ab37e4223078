import type { Decision } from "../base/index.ts";
import { type ConfirmProgram, deciderOf, type Judgement, nobodyToAsk } from "../engine/index.ts";
import { askCallbacks } from "./ask-callback.ts";
import { askPerson } from "./ask-person.ts";
import { underKept } from "./approvals/under-kept.ts";
import { withApproval } from "./approvals/with-approval.ts";
import { consulted, sittingAt } from "./case.ts";
import type { Means } from "./means.ts";
import { withWord } from "./open-ask.ts";
import { programCase } from "./program-case.ts";

type Asked = Parameters<ConfirmProgram>[0];

/**
 * Asks about programs that start within a command, one after the other: kept approvals, callbacks, a person. Whoever says that all of it is to
 * stop is not asked again. What changes what a program does beside its words, as its environment, only a person is asked about.
 */
export function confirmPrograms(means: Means): ConfirmProgram {
  let before: Promise<unknown> = Promise.resolve();
  let stopped: Judgement | undefined;
  return async (asked) => {
    const turn = before.then(async () => {
      if (stopped === undefined && asked.signal.aborted) return { decision: asked.decision };
      const judgement =
        stopped === undefined
          ? await confirmOne(asked, { ...means, signal: asked.signal, haveStandStill: asked.haveStandStill })
          : afterStop(asked, stopped);
      if (judgement.consulted?.interrupt === true) stopped = judgement;
      const decision = nobodyToAsk(judgement);
      return { decision, by: deciderOf(judgement, decision) };
    });
    before = turn.catch(() => undefined); // its own asker hears of it
    return await turn;
  };
}

function afterStop({ session, argv, decision }: Asked, { consulted: end }: Judgement): Judgement {
  const judgement = { ...programCase(session, argv).first, decision };
  return consulted(
    withWord(judgement, "deny", { code: "ask/denied", by: "", detail: "all of it was to stop" }),
    end ?? {},
  );
}

async function confirmOne({ session, argv, decision }: Asked, means: Means): Promise<Judgement> {
  const held = underKept(sittingAt(session, means));
  const asked = programCase(held, argv);
  if (asked.first.decision.effect === "deny") return asked.first;
  const judgement = { ...asked.first, decision };
  if (!isOfWords(decision)) return await askPerson(held, asked, judgement, means);
  const approved = withApproval(held, asked, judgement);
  if (approved.decision.effect !== "ask") return approved;
  const called = await askCallbacks(held, asked, approved, means);
  return called.decision.effect === "ask" ? await askPerson(held, asked, called, means) : called;
}

const ofWords: ReadonlySet<string> = new Set(["rule/asked", "rule/no-match"]);

function isOfWords({ reasons }: Decision): boolean {
  return reasons.every(({ effect, code }) => effect === "allow" || ofWords.has(code));
}
