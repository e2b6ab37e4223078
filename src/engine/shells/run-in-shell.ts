import type { AbsolutePath, Decision, RunResult } from "../../base/index.ts";
import type { ConfirmProgram } from "../ask-execs.ts";
import type { Judgement } from "../judge.ts";
import { textArgs } from "../../shell/index.ts";
import { runJudged, type Start } from "../run-command.ts";
import type { Session } from "../session.ts";
import { type FolderNote, openFolderNote } from "./folder-note.ts";
import { hostFolder } from "./host-folder.ts";
import { createOutputEnds } from "./output-ends.ts";

/** How one command of a model's is run, beside what its judgement says. */
export interface ShellAsked {
  /** Seconds; only ever narrows the profile's. */
  readonly timeoutSeconds: number | undefined;
  readonly signal?: AbortSignal;
  /** Hears each chunk of output as it comes. */
  readonly heard?: (chunk: Buffer) => void;
  readonly confirm?: ConfirmProgram;
}

export interface ShellOutcome {
  readonly decision: Decision;
  /** Absent when the verdict was not to run it. */
  readonly result?: RunResult;
  /** Both outputs in one; of a long one the beginning and the end. */
  readonly output: string;
  /** What is to be said beside it, line by line. */
  readonly notes: readonly string[];
  /** The folder of the host that it ended in, where one can go on from. */
  readonly folder?: AbsolutePath;
}

/** Characters of output that a model is shown. */
const mostShown = 30_000;

/** How the real bash is called for a judged text. */
export function startOf(judgement: Judgement, around: (text: string) => string): Pick<Start, "argv" | "mapped"> {
  const { request, runText, updatedInput } = judgement;
  const argvOf = (text: unknown): readonly string[] => ["bash", ...textArgs(around(String(text)), "bash")];
  const mapped = updatedInput?.["command"];
  return {
    argv: argvOf(runText ?? request.input["command"]),
    ...(mapped === undefined ? {} : { mapped: argvOf(mapped) }),
  };
}

/** Runs what was judged to its end, without input, and tells the folder that it ended in. Throws as `runJudged` does. */
export async function runInShell(session: Session, judgement: Judgement, asked: ShellAsked): Promise<ShellOutcome> {
  const { timeoutSeconds, signal, heard, confirm } = asked;
  const ends = createOutputEnds(mostShown);
  const notes: string[] = [];
  using note = openFolderNote();
  const noted = { ...judgement, frameFiles: [...judgement.frameFiles, note.file] };
  const { decision, result } = await runJudged(session, noted, {
    ...startOf(judgement, note.around),
    timeoutSeconds,
    ...(signal && { signal }),
    ...(confirm && { confirm }),
    say: (line) => void notes.push(line),
    takeOutput: (chunk) => {
      ends.push(chunk);
      heard?.(chunk);
    },
  });
  const folder = result === undefined ? undefined : folderOf(note, session);
  return { decision, ...(result && { result }), output: ends.text(), notes, ...(folder && { folder }) };
}

/** What stands in the note is a command's word: it counts only for a folder that is there. */
function folderOf(note: FolderNote, { loaded }: Session): AbsolutePath | undefined {
  const { sandbox, bash: settings } = loaded.profile;
  const told = settings.workingDirectory === undefined ? note.read() : undefined;
  return told === undefined ? undefined : hostFolder(told, sandbox.root);
}
