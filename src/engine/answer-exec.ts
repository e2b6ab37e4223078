import type { Decision, ExecAnswer, ExecQuestion, ExecReach } from "../base/index.ts";
import { answered } from "./answered.ts";
import type { Confirmed } from "./ask-execs.ts";
import { dropOldest } from "./drop-oldest.ts";
import type { Digest } from "./exec-claims.ts";
import { digestOf, interpreterWords } from "./exec-images.ts";
import type { Counter } from "./exec-report.ts";
import type { Run } from "./exec-run.ts";
import { isGit } from "./git-words.ts";
import type { AskedExec, JudgedExec } from "./judge-exec.ts";
import { ownCopy } from "./own-copy.ts";
import { refusalLine } from "./refusal-line.ts";

/** How many answers are remembered; an agent could ask for any number of different programs. */
const mostAnswers = 2000;
const longestQuestion = 8192;

/** A refusal that was told before. */
export const silent: ExecAnswer = { allow: false, line: "" };

/** What was judged, and asked about where it had to be. */
export interface Admitted extends JudgedExec {
  /** What its file held when somebody was asked about it, where it could have been written. */
  readonly confirmed?: Digest | undefined;
  /** Who had the last word, where somebody was asked. */
  readonly by?: string | undefined;
}

/** Admits a program, and says what it becomes. */
export function allow(run: Run, asked: AskedExec, judged: Admitted, name = nameOf(asked.question)): ExecAnswer {
  const answer = admitted(run, asked, { judged, name });
  const { identity, confirmed } = judged;
  if (answer.allow && answer.again && identity !== undefined) run.claims.make({ asked, identity, confirmed, answer });
  return answer;
}

function admitted(run: Run, asked: AskedExec, { judged, name }: { judged: Admitted; name: string }): ExecAnswer {
  const { question, caller } = asked;
  const { file, path, argv, moment } = question;
  const { next, family, identity } = judged;
  const again = moment === "before" && identity !== undefined;
  const count = note(run, asked, judged);
  if (moment === "before" && file?.interpreter !== undefined) {
    const expected = interpreterWords(file.interpreter, path, argv);
    const script = { name: ownCopy(name), family, caller, words: expected.length, digest: digestOf(expected) };
    const image = run.scripts.approve(script);
    return { allow: true, image, lasting: false, reach: "once", again };
  }
  const made = { name, mode: next, family };
  const { number } = caller === undefined ? run.images.root(made) : run.images.child(caller, made);
  return remember(run, asked, {
    judged,
    made: { allow: true, image: number, lasting: next === "strict", reach: reachOf(asked, judged, run.looks), again },
    count,
  });
}

/** Refuses a program: with a line once, without one as long as it is merely tried again. */
export function refuse(run: Run, asked: AskedExec, judged: Admitted): ExecAnswer {
  if (run.refused.again(asked.question)) return silent;
  const decision = answered(judged);
  const count = note(run, asked, { decision, by: judged.by });
  return remember(run, asked, {
    judged,
    made: { allow: false, line: ownCopy(refusalLine(decision, run.profile)) },
    count,
  });
}

/** Takes note for the report; what counts it from then on. */
export function note({ report }: Run, { question, caller }: AskedExec, { decision, by }: Confirmed): Counter {
  const { argv, file, path } = question;
  const { effect, reasons } = decision;
  const verdict = effect === "allow" ? "allow" : "deny";
  return report.add({ caller, argv, file: file?.path ?? path, verdict, reason: reasons[0], by });
}

/** Keeps no more of the question than what the report needs. */
function noteOthers(
  { report }: Run,
  { question, caller }: AskedExec,
  { reasons }: Decision,
): (argv: readonly string[]) => void {
  const file = ownCopy(question.file?.path ?? question.path);
  const [reason] = reasons;
  return (argv) => report.add({ caller, argv, file, verdict: "allow", reason });
}

interface Answered {
  readonly judged: JudgedExec;
  readonly made: ExecAnswer;
  readonly count: Counter;
}

/** What the agent can write is another file the next time. */
function reachOf({ question }: AskedExec, { trusted, anyWords }: JudgedExec, looks: boolean): ExecReach {
  if (looks && isGit(question)) return "once";
  if (!trusted || question.file === undefined || question.key.length > longestQuestion) return "once";
  return anyWords && question.moment === "before" ? "any-words" : "same-question";
}

function remember(run: Run, asked: AskedExec, { judged, made, count }: Answered): ExecAnswer {
  const reach = reachOf(asked, judged, run.looks);
  if (reach === "once") return made;
  run.answers.set(asked.question.key, { answer: made, count });
  run.given.set(asked.question.id, reach === "any-words" ? noteOthers(run, asked, judged.decision) : count);
  dropOldest(run.answers, mostAnswers);
  dropOldest(run.given, mostAnswers);
  return made;
}

function nameOf({ path, file, moment }: ExecQuestion): string {
  const named = moment === "before" && path !== "" ? path : (file?.path ?? path);
  return named.slice(named.lastIndexOf("/") + 1);
}
