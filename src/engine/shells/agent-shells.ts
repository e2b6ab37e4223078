import { statSync } from "node:fs";
import { type AbsolutePath, isBeneath } from "../../base/index.ts";
import type { Judgement } from "../judge.ts";
import { type Session, standIn } from "../session.ts";
import { type BackgroundShells, createBackgroundShells, type ShellReport } from "./background.ts";
import { sweepFolderNotes } from "./folder-note.ts";
import { runInShell, type ShellAsked, type ShellOutcome } from "./run-in-shell.ts";
import { killShell, readShell, type ShellUsed, startShell } from "./use-shells.ts";

export { startOf } from "./run-in-shell.ts";
export { runTypedShell } from "./typed-shell.ts";
export type { ShellReport, ShellUsed };

/**
 * The shells of one agent: commands one after the other, each in the folder where the last one ended, and shells in the background.
 * What it takes has been judged in the session that `standing` gives. Nothing that it has started is left after its disposal.
 */
export interface AgentShells extends AsyncDisposable {
  /** The session in the folder that the last command ended in. */
  readonly standing: (session: Session) => Session;
  /** The next command starts there: a folder of the project. */
  readonly enter: (folder: AbsolutePath) => void;
  /** Runs one command to its end, if the verdict is allow. Throws as `runJudged` does. */
  readonly run: (session: Session, judgement: Judgement, asked: ShellAsked) => Promise<ShellOutcome>;
  /** Starts one in the background and answers with its id. */
  readonly start: (
    session: Session,
    judgement: Judgement,
    asked: Pick<ShellAsked, "timeoutSeconds" | "confirm">,
  ) => ShellUsed<string>;
  /** `BashOutput {bash_id, filter?}`: what came since the last time; lines that `filter` does not match are lost. */
  readonly read: (session: Session, judgement: Judgement) => ShellUsed<ShellReport>;
  /** `KillBash {shell_id}`: answers when nothing of it is left. */
  readonly kill: (session: Session, judgement: Judgement) => Promise<ShellUsed<Stopped>>;
}

type Stopped = Awaited<ReturnType<BackgroundShells["kill"]>> & {};

export function openAgentShells(): AgentShells {
  sweepFolderNotes();
  const background = createBackgroundShells();
  let folder: AbsolutePath | undefined;
  return {
    standing: (session) => (folder !== undefined && isFolder(folder) ? standIn(session, folder) : session),
    enter: (entered) => void (folder = entered),
    run: async (session, judgement, asked) => {
      const outcome = await runInShell(session, judgement, asked);
      if (outcome.folder === undefined || outcome.folder === session.host.places.cwd) return outcome;
      if (isBeneath(outcome.folder, session.host.places.projectRoot)) {
        folder = outcome.folder;
        return outcome;
      }
      folder = session.host.places.projectRoot;
      return { ...outcome, notes: [...outcome.notes, `Shell cwd was reset to ${folder}`] };
    },
    start: (session, judgement, asked) => startShell(background, session, { judgement, ...asked }),
    read: (session, judgement) => readShell(background, session, judgement),
    kill: (session, judgement) => killShell(background, session, judgement),
    [Symbol.asyncDispose]: () => background[Symbol.asyncDispose](),
  };
}

function isFolder(path: AbsolutePath): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
