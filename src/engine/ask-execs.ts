import type { Decision, ExecQuestion } from "../base/index.ts";
import { startOf } from "../processes/index.ts";
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

/** Asks about the programs of one run, until it is disposed of; nothing where nobody can be asked. */
export function openAsking(
  session: Session,
  confirm: ConfirmProgram | undefined,
): (Disposable & { readonly ask: AskExec }) | undefined {
  if (confirm === undefined) return undefined;
  const over = new AbortController();
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
      signal: AbortSignal.any([over.signal, caller.gone]),
    });
  };
  return { ask, [Symbol.dispose]: () => over.abort() };
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
