import type { Action, Context, Decision, EnvChange, Request } from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import type { ReadText } from "./decide.ts";
import type { FamilyName } from "./private-programs.ts";
import type { RealExec } from "./real-exec.ts";
import { settle } from "./settle.ts";

/** What the catalogue knows of programs: the policy does not know the shell. */
export interface ExecReader {
  /** Reads a program's words as `execve` gets them, with all that they would run. */
  readonly read: (words: readonly string[]) => ReadText;
  /** The same without shell text: what that runs is asked about when it starts. */
  readonly readClosed: (words: readonly string[]) => ReadText;
  readonly isShell: (name: string) => boolean;
  /** True for what a shell does by itself. */
  readonly isBuiltin: (name: string) => boolean;
  /** The words that a name stands for when it is a second one: `git-push` is `git push`. */
  readonly usualWords: (name: string) => readonly string[] | undefined;
  /** True for a program that runs others on another machine or in a container, where no gate sees them. */
  readonly runsElsewhere: (name: string) => boolean;
}

/** How much is asked of a program (semantics 29). */
export type ExecMode =
  /** It must be allowed, as if the request had named it. */
  | "strict"
  /** An allowed program has started it: it must not be denied. */
  | "guarded";

/** One exec and everything that it is judged by. */
export interface ExecCase {
  readonly mode: ExecMode;
  readonly exec: RealExec;
  /** The family of the program that starts it, where that was allowed by its name. */
  readonly family: FamilyName | undefined;
  /** Variables that differ from those that the request's command was given. */
  readonly env: readonly EnvChange[];
  readonly request: Request;
  /** The facts about what the words name. */
  readonly context: (actions: readonly Action[]) => Context;
}

export interface ExecVerdict {
  readonly decision: Decision;
  /** How what it starts is judged, when it runs: shells and transparent wrappers launder nothing. */
  readonly next: ExecMode;
  /** True when no other words, but for the first, and no variables could change the verdict. */
  readonly anyWords: boolean;
  /** Whose parts it may start as its own. */
  readonly family: FamilyName | undefined;
}

/** The policy as it holds for real execs. */
export interface ExecPolicy {
  /** What the request's text kept open is known by now. */
  readonly rules: CompiledPolicy;
  /** The same where what is still open is not let through. */
  readonly refusing: CompiledPolicy;
  /** True when rules refuse what shells do by themselves. */
  readonly refusesBuiltins: boolean;
}

/** `standIns`: what the walls show for paths that are not there; whoever lists a folder comes by them. */
export function policyAtExec(policy: CompiledPolicy, standIns: readonly string[] = []): ExecPolicy {
  const { profile, refusesBuiltins } = policy;
  const files = { ...policy.files, standIns: new Set(standIns) };
  const having = (opaque: "gate" | "refuse"): CompiledPolicy => ({
    ...policy,
    files,
    profile: { ...profile, bash: { ...profile.bash, opaque } },
    refusesBuiltins: false,
  });
  return { rules: having("gate"), refusing: having("refuse"), refusesBuiltins };
}

/** Nothing more than a denial was looked for, and none was found. */
export const started: Decision = settle([{ effect: "allow", code: "exec/not-denied", subject: "" }], "dontAsk");
