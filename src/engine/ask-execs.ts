import type { Decision, ExecQuestion, ExecWatch, HaveStandStill } from "../base/index.ts";
import { startOf } from "../processes/index.ts";
import type { Say } from "./network-ledger.ts";
import { type Session, standIn } from "./session.ts";
import { hostFolder } from "./shells/host-folder.ts";

/** A program that is about to start, and that has to be confirmed. */
interface AskedProgram {
  /** In the folder of the host that it is called in. */
  readonly session: Session;
  /** The path that was called, and its words. */
  readonly argv: readonly string[];
  readonly decision: Decision;
  readonly question: ExecQuestion;
  /** What the command that it starts in is told meanwhile is told afterwards. */
  readonly haveStandStill: HaveStandStill;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What became of it; all but an allow is a refusal. */
export interface Confirmed {
  readonly decision: Decision;
  /** Who had the last word, as in the record of a request; absent where nobody had a say. */
  readonly by?: string | undefined;
}

/** Asks about a program that has to be confirmed. */
export type AskExec = (question: ExecQuestion, decision: Decision) => Promise<Confirmed>;

/** Asks whoever can be asked, for as long as they have. */
export type ConfirmProgram = (asked: AskedProgram) => Promise<Confirmed>;

/** Milliseconds between two looks at whether a caller is still there: nothing tells when a process of somebody else's ends. */
const lookMs = 500;

interface Asking extends Disposable {
  /** Absent where nobody can be asked. */
  readonly ask?: AskExec;
  readonly begin: NonNullable<ExecWatch["begin"]>;
  readonly say: Say;
}

/** Asks about the programs of one run, until it is disposed of. What is to be said while all of it stands still is said after that. */
export function openAsking(session: Session, confirm: ConfirmProgram | undefined, tell: Say): Asking {
  const over = new AbortController();
  const { say, begin, haveStandStill } = sayAfterwards(tell);
  const rest = { say, begin, [Symbol.dispose]: () => over.abort() };
  if (confirm === undefined) return rest;
  const ask: AskExec = async (question, decision) => {
    const folder = hostFolder(question.cwd, session.loaded.profile.sandbox.root);
    if (folder === undefined) return { decision };
    using caller = whileThere(question.pid);
    const { path, file, argv } = question;
    return await confirm({
      session: standIn(session, folder),
      // Which file it is counts, and not what its caller calls it.
      argv: [path === "" ? (file?.path ?? "") : path, ...argv.slice(1)],
      decision,
      question,
      haveStandStill,
      signal: AbortSignal.any([over.signal, caller.gone]),
    });
  };
  return { ask, ...rest };
}

function sayAfterwards(tell: Say): Pick<Asking, "begin" | "say"> & { readonly haveStandStill: HaveStandStill } {
  let haveStandStill: HaveStandStill | undefined;
  let kept: string[] | undefined;
  return {
    begin: (given) => void (haveStandStill = given),
    say: (line) => void (kept === undefined ? tell(line) : kept.push(line)),
    haveStandStill: async () => {
      const standing = await haveStandStill?.();
      if (standing === undefined) return undefined;
      kept = [];
      return {
        ending: standing.ending,
        [Symbol.dispose]: () => {
          standing[Symbol.dispose]();
          for (const line of kept ?? []) tell(line);
          kept = undefined;
        },
      };
    },
  };
}

function whileThere(pid: ExecQuestion["pid"]): Disposable & { readonly gone: AbortSignal } {
  const over = new AbortController();
  const started = startOf(pid);
  const timer = setInterval(() => {
    if (startOf(pid) !== started) over.abort();
  }, lookMs);
  if (started === undefined) over.abort();
  return { gone: over.signal, [Symbol.dispose]: () => clearInterval(timer) };
}
