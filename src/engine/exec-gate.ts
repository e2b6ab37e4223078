import type { Decision, ExecAnswer, ExecQuestion, ExecReach, ExecWatch } from "../base/index.ts";
import { parseAbsolutePath, type Reason } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import type { ExecTrace } from "../observe/index.ts";
import type { ExecMode } from "../policy/index.ts";
import { answered } from "./answered.ts";
import type { Confirmed } from "./ask-execs.ts";
import { dropOldest } from "./drop-oldest.ts";
import { type Claims, createClaims, type Digest } from "./exec-claims.ts";
import {
  type ApprovedScript,
  createImages,
  createNumbers,
  createScripts,
  digestOf,
  type Images,
  interpreterWords,
  isRunOf,
  type Scripts,
} from "./exec-images.ts";
import { type Counter, createExecReport, type ExecReport } from "./exec-report.ts";
import { realTarget } from "./real-target.ts";
import type { Judgement } from "./judge.ts";
import { type AskedExec, createExecJudge, type ExecJudge, type JudgedExec } from "./judge-exec.ts";
import { isGit } from "./look-at-git.ts";
import { ownCopy } from "./own-copy.ts";
import { refusalLine } from "./refusal-line.ts";
import { createRetryMemory, type RetryMemory } from "./retry-memory.ts";
import type { Session } from "./session.ts";

/** Answers the warden for one run, and remembers what ran. */
export interface ExecGate extends ExecWatch {
  /** Takes note of what was refused at a closer look; the answer for it. */
  readonly refused: (question: ExecQuestion, decision: Decision) => Refusal;
  readonly trace: () => ExecTrace;
}

/** How many answers are remembered; an agent could ask for any number of different programs. */
const mostAnswers = 2000;
const longestQuestion = 8192;

type Refusal = Extract<ExecAnswer, { allow: false }>;

/** Asks about a program that has to be confirmed. */
export type AskExec = (question: ExecQuestion, decision: Decision) => Promise<Confirmed>;

interface Remembered {
  readonly answer: ExecAnswer;
  readonly count: Counter;
}

const own: Reason = {
  code: "exec/started",
  effect: "allow",
  subject: "",
  message: "allowed: the request's own program",
};
const ownDecision: Decision = { effect: "allow", reasons: [own] };
const silent: ExecAnswer = { allow: false, line: "" };

/** One run as it goes on. */
interface Run {
  readonly profile: string;
  /** What git does is looked at each time. */
  readonly looks: boolean;
  /** What everything is judged by, or what follows from who starts it. */
  readonly mode: ExecMode | undefined;
  readonly argv: readonly string[];
  /** The bash that Sallyport itself starts. */
  readonly shell: string;
  readonly judge: ExecJudge["judge"];
  readonly claims: Claims;
  readonly images: Images;
  readonly scripts: Scripts;
  readonly report: ExecReport;
  readonly answers: Map<string, Remembered>;
  /** What the warden may answer by itself, by the question's number. */
  readonly given: Map<number, (argv: readonly string[]) => void>;
  readonly refused: RetryMemory;
  /** Absent where nobody can be asked. */
  readonly ask: AskExec | undefined;
}

/** The decider of one run's programs. INVARIANT I7: it is asked before an exec, and again where something else was loaded. */
export function createExecGate(
  session: Session,
  judgement: Judgement,
  launch: Pick<Launch, "argv" | "env" | "unchanging">,
  ask?: AskExec,
): ExecGate {
  const { profile } = session.loaded;
  const numbers = createNumbers();
  const { judge, files } = createExecJudge(session, judgement, launch);
  const run: Run = {
    profile: profile.name,
    looks: profile.secrets.search,
    mode: profile.sandbox.exec === "strict" ? "strict" : undefined,
    argv: launch.argv,
    shell: realTarget(parseAbsolutePath(session.host.bash)),
    judge,
    claims: createClaims(files),
    images: createImages(numbers),
    scripts: createScripts(numbers),
    report: createExecReport(),
    answers: new Map(),
    given: new Map(),
    refused: createRetryMemory(),
    ask,
  };
  let begun = false;
  return {
    answer(question) {
      if (begun) return answer(run, question);
      begun = true;
      return answerFirst(run, question);
    },
    refused: (question, decision) => {
      note(run, { question, caller: run.images.at(question.caller), mode: "guarded" }, { decision });
      return { allow: false, line: ownCopy(refusalLine(decision, run.profile)) };
    },
    repeated: (id, words) => run.given.get(id)?.(words),
    trace: run.report.trace,
  };
}

/** The request's own program was judged by its words: they are compared, and its file must not be a refused one. */
function answerFirst(run: Run, question: ExecQuestion): ExecAnswer {
  const { argv, file } = question;
  const isOwn = argv.length === run.argv.length && argv.every((word, index) => word === run.argv[index]);
  const asked: AskedExec = { question, caller: undefined, mode: isOwn ? "guarded" : "strict" };
  if (!isOwn || file?.path !== run.shell) return answerFresh(run, asked);
  return allow(run, asked, {
    decision: ownDecision,
    next: "strict",
    trusted: true,
    identity: undefined,
    anyWords: false,
    family: undefined,
    below: "strict",
  });
}

function answer(run: Run, question: ExecQuestion): ExecAnswer {
  if (question.moment === "again") return answerAgain(run, question);
  const known = run.answers.get(question.key);
  if (known !== undefined) {
    if (!known.answer.allow && run.refused.again(question)) return silent;
    known.count();
    return known.answer;
  }
  const script = question.moment === "after" ? run.scripts.at(question.approved) : undefined;
  if (script !== undefined && isRunOf(script, question.argv)) return answerInterpreter(run, question, script);
  const caller = run.images.at(question.caller);
  return answerFresh(run, { question, caller, mode: run.mode ?? caller.mode });
}

/** What was written into the file in between makes it another one. */
function answerAgain(run: Run, question: ExecQuestion): ExecAnswer {
  const claim = run.claims.settle(question);
  if (claim?.holds === true) return claim.answer;
  const caller = run.images.at(question.caller);
  return answerFresh(run, { question, caller, mode: claim?.asked.mode ?? "strict" });
}

function answerFresh(run: Run, asked: AskedExec): ExecAnswer {
  const judged = run.judge(asked.question.moment === "before" ? asked : ofLoaded(asked));
  if (judged.decision.effect === "allow") return allow(run, asked, judged);
  return appealed(run, asked, { judged, admit: (opened) => allow(run, asked, opened) }) ?? refuse(run, asked, judged);
}

interface Admitted extends JudgedExec {
  /** What its file held when somebody was asked about it, where it could have been written. */
  readonly confirmed?: Digest | undefined;
  /** Who had the last word, where somebody was asked. */
  readonly by?: string | undefined;
}

interface Appeal {
  readonly judged: JudgedExec;
  readonly admit: (opened: Admitted) => ExecAnswer;
}

/** What has to be confirmed waits for whoever can be asked. A yes holds for this one call: the file that was opened, and its words. */
function appealed(run: Run, asked: AskedExec, { judged, admit }: Appeal): ExecAnswer | undefined {
  const { question } = asked;
  if (judged.decision.effect !== "ask" || run.ask === undefined || run.refused.has(question)) return undefined;
  const confirmed = judged.identity === undefined ? undefined : run.claims.digest(question);
  const appeal = run.ask(question, judged.decision).then(({ decision, by }) => {
    const told = { ...judged, confirmed, decision, by, trusted: false, anyWords: false };
    return decision.effect === "allow" ? admit({ ...told, next: judged.below }) : refuse(run, asked, told);
  });
  return { allow: false, line: "", appeal };
}

/** What runs an approved script need only not be denied: whoever allows `npm` means it, though node runs it. */
function answerInterpreter(run: Run, question: ExecQuestion, { name, family, caller }: ApprovedScript): ExecAnswer {
  const asked: AskedExec = { question, caller, mode: "guarded" };
  const judged = run.judge(ofLoaded(asked));
  const admit: Appeal["admit"] = (opened) =>
    allow(run, asked, { ...opened, next: "guarded", anyWords: false, family }, name);
  if (judged.decision.effect === "allow") return admit(judged);
  return appealed(run, asked, { judged, admit }) ?? refuse(run, asked, judged);
}

function allow(run: Run, asked: AskedExec, judged: Admitted, name = nameOf(asked.question)): ExecAnswer {
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

function refuse(run: Run, asked: AskedExec, judged: Admitted): ExecAnswer {
  if (run.refused.again(asked.question)) return silent;
  const decision = answered(judged);
  const count = note(run, asked, { decision, by: judged.by });
  return remember(run, asked, {
    judged,
    made: { allow: false, line: ownCopy(refusalLine(decision, run.profile)) },
    count,
  });
}

function note({ report }: Run, { question, caller }: AskedExec, { decision, by }: Confirmed): Counter {
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

/** After the fact the path is what was asked for: what was loaded is the file. */
function ofLoaded(asked: AskedExec): AskedExec {
  const { question } = asked;
  return { ...asked, question: { ...question, path: question.file?.path ?? question.path } };
}

function nameOf({ path, file, moment }: ExecQuestion): string {
  const named = moment === "before" && path !== "" ? path : (file?.path ?? path);
  return named.slice(named.lastIndexOf("/") + 1);
}
