/**
 * What the exec gate asks: a process inside is about to become another program, or has just become one that is not what
 * was approved. Paths are those that the sandbox sees. Bytes that are no UTF-8 arrive as U+FFFD.
 */
export interface ExecQuestion {
  /** Its number in this run, from 1. */
  readonly id: number;
  /** Raw bytes of the whole question, for remembering answers: equal keys are equal questions. */
  readonly key: string;
  /**
   * `before`: nothing has happened yet, and a refusal is the caller's `EACCES`. After that a refusal ends the process, and
   * nobody can write to its file any more, but for what docs/threat-model.md says of overlayfs: `after` for what was not
   * asked about before, `again` for what was.
   */
  readonly moment: "before" | "after" | "again";
  /** The image that asks, as an earlier answer named it; 0 for the first of all, and for one that nobody knows. */
  readonly caller: number;
  /** For `again`: the number of the question before. */
  readonly earlier: number;
  /** For `after`: the number that the answer before gave to what should have run. */
  readonly approved: number;
  /** The process, as the host counts. */
  readonly pid: number;
  /** As the caller spelled it; empty when it gave a file descriptor only. */
  readonly path: string;
  readonly argv: readonly string[];
  /** Those variables that the launch's gate listed. */
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** The file that the path leads to; absent where that can only be seen after the fact. */
  readonly file: ExecFile | undefined;
}

/** A program's file: the object, whatever its name is. */
export interface ExecFile {
  /** With every link resolved; ends in ` (deleted)` when it has no name any more. */
  readonly path: string;
  readonly device: string;
  readonly inode: string;
  /** In bytes. */
  readonly size: number;
  /** The interpreter line without `#!`, when it is a script. */
  readonly interpreter: string | undefined;
}

/**
 * What may be answered so again without asking: nothing, the same question, or every question that differs from it only in
 * its words (but the first) and variables.
 */
export type ExecReach = "once" | "same-question" | "any-words";

/**
 * `image` names the program from here on; `lasting` ones are never forgotten, however many programs run. `again`: the
 * answer rests on what the file holds, and is asked for again when nobody can write to it any more.
 */
export type ExecAnswer =
  | {
      readonly allow: true;
      readonly image: number;
      readonly lasting: boolean;
      readonly reach: ExecReach;
      readonly again: boolean;
    }
  /** `line` goes to the caller's standard error; empty: none. With `appeal` the caller waits for what comes of that instead. */
  | { readonly allow: false; readonly line: string; readonly appeal?: Promise<ExecAnswer> };

interface Standing extends Disposable {
  /** Aborted when their time is up: then they should go on, to say their last words. */
  readonly ending: AbortSignal;
}

/**
 * Has every process of a run stand still until what it gives is disposed of, so that none writes to a terminal or reads from one, whatever it is. Nothing
 * where that can't be had.
 */
export type HaveStandStill = () => Promise<Standing | undefined>;

/** What a run tells of the programs in it. */
export interface ExecWatch {
  /** Decides at once; what throws is a refusal. */
  readonly answer: (question: ExecQuestion) => ExecAnswer;
  /**
   * Looks closer at what may start, while it waits: nothing where there is no need to, else what refuses it after all, if
   * anything. A failure is a refusal. What it is asked about must be answered for once only.
   */
  readonly look?: (question: ExecQuestion) => Promise<Extract<ExecAnswer, { allow: false }> | undefined> | undefined;
  /** The answer to the question of this number has been given once more, to these words. */
  readonly repeated: (id: number, argv: readonly string[]) => void;
  /** Told before it starts. */
  readonly begin?: (haveStandStill: HaveStandStill) => void;
}
