import type { Span } from "./span.ts";
import type { Word, Written } from "./word.ts";

/**
 * One step on the way from the request's text to an action: a wrapper (`env`, `find -exec`) or a
 * construct (`$(…)`, `eval`, a function's body). Outermost first in `via`.
 */
export interface Via {
  readonly kind: "wrapper" | "construct";
  /** Program name of a wrapper, or the construct: `substitution`, `subshell`, `function f`, `eval`, `bash -c`, `trap`, `heredoc`, … */
  readonly name: string;
  /** Transparent wrappers are seen through for allow and deny; the others for deny only (semantics 15–16). */
  readonly transparent: boolean;
}

/** A variable assignment in force for an action: a prefix, `env A=1`, or an earlier `export` in the same text. */
export interface EnvChange {
  readonly name: string;
  /** Absent for `export NAME` without a value. */
  readonly value?: Word;
  readonly at: Span;
}

/**
 * A path as a command names it. Relative paths count from the request's working folder (static `cd`s of
 * the text are already applied), a leading `~/` is the home folder, everything else is absolute.
 * Never normalised here: `..` is the judge's business.
 */
export interface PathRef {
  readonly kind: "static" | "opaque";
  /** The spelled path when static; for an opaque one the literal start that is certain, possibly empty. */
  readonly path: string;
  readonly text: string;
  /** Where the path word stands; absent for one that stands in no place of its own. */
  readonly at?: Span;
  /** Where an absolute path, or one below `~`, is written as it is, so that it can be written anew. */
  readonly written?: Written;
}

/** What made a command produce a further action, so that a rule spelling the option out can grant it. */
export interface Cause {
  /** Index of the causing exec in the `Action[]`. */
  readonly exec: number;
  /** Canonical option that asked for it; absent when an operand did. */
  readonly option?: string;
}

/** A command option in canonical form, `--force` for `git push -f`. */
export interface OptionUse {
  readonly name: string;
  readonly value?: Word;
}

/** What the catalogue understands of one command: the normal form on which deny and ask rules match. */
export interface CommandForm {
  /** Basename of the program; empty when opaque. */
  readonly name: string;
  /** False when the catalogue has no row: then nothing is known about the options. */
  readonly known: boolean;
  /** Sub-command words in order, such as `["push"]` or `["remote", "add"]`. */
  readonly sub: readonly string[];
  /** Options before the sub-command that only move around or set the display (`git -C dir`, `--no-pager`). */
  readonly globals: readonly OptionUse[];
  /** True when a global option changes what runs (`git -c`, `--exec-path`): allow rules must spell it out. */
  readonly alteringGlobals: boolean;
  readonly options: readonly OptionUse[];
  readonly operands: readonly Word[];
  /** True when only options known to be read-only are used (semantics 27); reads still need to be readable. */
  readonly readOnly: boolean;
  /** The same, were it not for words that may turn into options at run time. */
  readonly seemsReadOnly: boolean;
  /** True when an unquoted opaque operand could turn into a dangerous option (semantics 6). */
  readonly hidesOption: boolean;
  /** What it does is said by a script that could not be read. */
  readonly unread?: true;
  /** Operand values that stand for the same target, for example `/.` and `//` for `rm -rf /`. */
  readonly sameOperands: readonly (readonly string[])[];
}

interface Placed {
  readonly at: Span;
  readonly via: readonly Via[];
}

/** A program that would be executed. */
export interface ExecAction extends Placed {
  readonly kind: "exec";
  /** argv after quote removal, wrappers peeled off; `words[0]` is the command's name. */
  readonly words: readonly Word[];
  readonly form: CommandForm;
  /** Assignments in force that were made by this text. */
  readonly env: readonly EnvChange[];
  /** True for a wrapper's own exec: the inner command is a further action (`timeout 5 make` gives two). */
  readonly wrapper: boolean;
  readonly cause?: Cause;
  /** Paths that are named and neither read nor written: of the program itself, and what `test` asks about. */
  readonly names?: readonly PathRef[];
}

/** A shell builtin or a function definition that changes or reads the shell itself. */
export interface BuiltinAction extends Placed {
  readonly kind: "builtin";
  readonly words: readonly Word[];
  readonly form: CommandForm;
  /** `harmless` needs no rule; `judged` needs one (`source f`); `refused` is never auto-allowed (`enable -f`, `alias` with expand_aliases). */
  readonly weight: "harmless" | "judged" | "refused";
  readonly env: readonly EnvChange[];
}

export interface ReadAction extends Placed {
  readonly kind: "read";
  readonly path: PathRef;
  /** True when all below the path is read (`grep -r`, `find`). */
  readonly deep: boolean;
  readonly cause?: Cause;
}

export interface WriteAction extends Placed {
  readonly kind: "write";
  readonly path: PathRef;
  readonly cause?: Cause;
  /** `redirect`, `option`: a `Write` grant is needed; `operand`: the program's rule covers it unless denied. */
  readonly by: "redirect" | "option" | "operand";
}

export interface ConnectAction extends Placed {
  readonly kind: "connect";
  /** Host as spelled; absent when not static. */
  readonly host?: string;
  readonly port?: number;
  readonly text: string;
  readonly cause?: Cause;
}

/** An assignment that outlives one command: `A=1`, `export A=1`, `declare -x`. */
export interface AssignAction extends Placed {
  readonly kind: "assign";
  readonly change: EnvChange;
  /** `prefix` is for one command only. */
  readonly scope: "shell" | "exported" | "prefix";
  /** The command the prefix belongs to, for exceptions such as `IFS= read`. */
  readonly command?: string;
}

/** Something whose meaning only exists at run time. */
export interface OpaqueAction extends Placed {
  readonly kind: "opaque";
  /**
   * `command`: a command word; `operand`: may turn into an option; `text`: shell text made at run time;
   * `arithmetic`: data evaluated as code; `cwd`: relative paths after an opaque `cd`.
   */
  readonly what: "command" | "operand" | "text" | "arithmetic" | "cwd";
  readonly text: string;
  /** The program that would read the text or the operand, when known: `bash` for `… | bash`. */
  readonly program?: string;
  readonly cause?: Cause;
}

export type Action =
  | ExecAction
  | BuiltinAction
  | ReadAction
  | WriteAction
  | ConnectAction
  | AssignAction
  | OpaqueAction;
