import type { Action, ExecAction, Word } from "../../src/base/index.ts";
import type { Executed } from "./oracle-sandbox.ts";

/** The part of a reading that the comparison needs; `readScript` gives it, and so may a deliberately bad reader. */
export interface ReadingLike {
  readonly actions: readonly Action[];
  readonly problems: readonly unknown[];
}

export type Reader = (text: string) => ReadingLike;

export interface Miss {
  readonly executed: Executed;
  /** `name`: no action names the program; `argv`: some do, none with these words. */
  readonly what: "name" | "argv";
}

export type Verdict =
  | { readonly kind: "refused" }
  | { readonly kind: "opaque" }
  | { readonly kind: "exact" }
  | { readonly kind: "missed"; readonly misses: readonly Miss[] };

/** Variables that make a program run something else: an assignment to one is never allowed without a word from the profile. */
const steering = /^(?:PATH|ENV|BASH_ENV|PS4|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|LD_.*|BASH_FUNC_.*)$/u;
/** What adds words of its own to the command it starts. */
const adding = new Set(["xargs", "find", "parallel", "split", "tar", "mapfile", "readarray", "complete"]);
/** Programs that hand their text to `sh -c`; what that shell executes is looked at, the shell itself is their affair. */
const shellUsers = new Set(["flock", "script", "split", "tar", "sed", "awk", "sort", "su", "watch"]);
/** Programs with a language of their own that can run commands: a use that is not read-only needs a rule for the program itself. */
const interpreters = new Set(["awk", "sed", "tar", "sort", "split", "script"]);
const HOME = "/scratch";
const PIPE = "/dev/fd/63";
const shells = new Set(["bash", "sh"]);

/** Is every program that was executed named by an action, or is there a mark under which anything may run? */
export function compare(reading: ReadingLike, executed: readonly Executed[]): Verdict {
  if (reading.problems.length > 0) return { kind: "refused" };
  const named = execsByName(reading.actions);
  const misses = executed.flatMap((one): Miss[] => {
    if (isShellOf(one, named)) return [];
    const candidates = named.get(basename(one.path));
    if (candidates === undefined) return [{ executed: one, what: "name" }];
    return candidates.some((action) => fits(action, one)) ? [] : [{ executed: one, what: "argv" }];
  });
  if (misses.length === 0) return { kind: "exact" };
  return reading.actions.some(coversAnything) ? { kind: "opaque" } : { kind: "missed", misses };
}

const basename = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** `flock f -c TEXT` starts `sh -c TEXT`. */
function isShellOf({ path, argv }: Executed, named: ReadonlyMap<string, unknown>): boolean {
  return basename(path) === "sh" && argv[1] === "-c" && [...shellUsers].some((name) => named.has(name));
}

function execsByName(actions: readonly Action[]): ReadonlyMap<string, readonly ExecAction[]> {
  const named = new Map<string, ExecAction[]>();
  for (const action of actions) {
    if (action.kind !== "exec") continue;
    const first = action.words[0];
    if (first?.kind !== "static") continue;
    const name = basename(first.value);
    const known = named.get(name);
    if (known === undefined) named.set(name, [action]);
    else known.push(action);
  }
  return named;
}

/** Marks that a policy never lets through by a rule for another name. */
function coversAnything(action: Action): boolean {
  switch (action.kind) {
    case "opaque":
      return action.what !== "cwd";
    case "builtin":
      return action.weight !== "harmless";
    case "assign":
      return steering.test(action.change.name);
    case "exec":
      return (
        action.words[0]?.kind !== "static" || action.env.some(({ name }) => steering.test(name)) || needsOwnRule(action)
      );
    default:
      return false;
  }
}

/** `bash file`, `awk '{system(…)}'`: judged as a program that nobody has read. */
function needsOwnRule(action: ExecAction): boolean {
  const name = action.form.name;
  if (interpreters.has(name)) return !action.form.readOnly;
  if (!shells.has(name)) return false;
  const words = action.words.slice(1);
  const runsText = words.some((word) => word.kind === "static" && /^[-+][a-zA-Z]*c/u.test(word.value));
  return !runsText && words.some((word) => word.kind === "opaque" || !/^[-+]/u.test(word.value));
}

/** Could these words, once expanded, have become that argv? */
function fits(action: ExecAction, executed: Executed): boolean {
  if (action.via.some(({ name }) => adding.has(name.split(" ")[0] ?? ""))) return true;
  return wordsFit(action.words.slice(1), executed.argv.slice(1));
}

function wordsFit(words: readonly Word[], values: readonly string[]): boolean {
  // reachable[n]: the words so far can have produced the first n values.
  let reachable: readonly boolean[] = values
    .map(() => false)
    .concat(false)
    .with(0, true);
  for (const word of words) {
    const next = reachable.map(() => false);
    reachable.forEach((possible, from) => {
      if (!possible) return;
      for (const to of endsOf(word, values, from)) next[to] = true;
    });
    reachable = next;
  }
  return reachable.at(-1) === true;
}

/** Where the values that one word produced may end, when they start at `from`. */
function endsOf(word: Word, values: readonly string[], from: number): readonly number[] {
  const value = values[from];
  if (word.kind === "static") return value !== undefined && staticFits(word.value, value) ? [from + 1] : [];
  const starts = value !== undefined && startsAs(word.prefix, value);
  if (!word.splits) return starts ? [from + 1] : [];
  const several = Array.from({ length: values.length - from }, (_, more) => from + more + 1);
  return [...(word.prefix === "" || word.glob ? [from] : []), ...(starts ? several : [])];
}

const startsAs = (prefix: string, value: string): boolean =>
  value.startsWith(prefix) || (prefix.startsWith("~") && value.startsWith(HOME + prefix.slice(1)));

/** A static word is the argument itself, but for the home folder and the name of a process substitution's pipe. */
function staticFits(word: string, value: string): boolean {
  if (word === value) return true;
  if (word.startsWith("~")) return value === HOME + word.slice(1);
  return word.includes(PIPE) && value.replaceAll(/\/dev\/fd\/\d+/gu, PIPE) === word;
}
