import type { Decision, ExecAnswer, ExecQuestion, ExecWatch } from "../base/index.ts";
import { parseAbsolutePath, type Reason } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import type { ExecTrace } from "../observe/index.ts";
import { type Admitted, allow, note, refuse, silent } from "./answer-exec.ts";
import type { AskExec } from "./ask-execs.ts";
import { createClaims } from "./exec-claims.ts";
import { type ApprovedScript, createImages, createNumbers, createScripts, isRunOf } from "./exec-images.ts";
import { createExecReport } from "./exec-report.ts";
import type { Run } from "./exec-run.ts";
import type { Judgement } from "./judge.ts";
import { type AskedExec, createExecJudge, type JudgedExec } from "./judge-exec.ts";
import { ownCopy } from "./own-copy.ts";
import { realTarget } from "./real-target.ts";
import { refusalLine } from "./refusal-line.ts";
import { createRetryMemory } from "./retry-memory.ts";
import type { Session } from "./session.ts";

/** Answers the warden for one run, and remembers what ran. */
export interface ExecGate extends ExecWatch {
  /** Takes note of what was refused at a closer look; the answer for it. */
  readonly refused: (question: ExecQuestion, decision: Decision) => Refusal;
  readonly trace: () => ExecTrace;
}

type Refusal = Extract<ExecAnswer, { allow: false }>;

const own: Reason = {
  code: "exec/started",
  effect: "allow",
  subject: "",
  message: "allowed: the request's own program",
};
const ownDecision: Decision = { effect: "allow", reasons: [own] };

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

/** After the fact the path is what was asked for: what was loaded is the file. */
function ofLoaded(asked: AskedExec): AskedExec {
  const { question } = asked;
  return { ...asked, question: { ...question, path: question.file?.path ?? question.path } };
}
