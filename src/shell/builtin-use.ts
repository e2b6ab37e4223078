import type { EnvChange, Word } from "../base/index.ts";
import type { Flow, Folders } from "./folders.ts";
import type { Place, Tape } from "./tape.ts";
import type { Weight } from "./builtins.ts";

/** One call of a builtin. */
export interface BuiltinUse {
  readonly words: readonly Word[];
  readonly env: readonly EnvChange[];
  readonly folders: Folders;
}

export interface BuiltinOutcome {
  /** Absent: as the row says. */
  readonly weight?: Weight;
  /** Absent: the shell stays where it is. */
  readonly flow?: Flow;
}

export type BuiltinReader = (tape: Tape, place: Place, use: BuiltinUse) => BuiltinOutcome;

/** Options of a builtin by letter, and the words after them. */
export interface BuiltinOptions {
  readonly letters: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, Word>;
  readonly operands: readonly Word[];
  /** True when an unquoted expansion stands where an option could. */
  readonly hidden: boolean;
  /** The expansion that stands where an option could and may be one; quotes don't help. */
  readonly maybe: Word | undefined;
}

/** The same for a builtin whose options do nothing without a further word. */
export function maybeWithMore({ maybe, operands }: BuiltinOptions): Word | undefined {
  const isAlone = operands.length === 1 && maybe?.kind === "opaque" && !maybe.splits;
  return isAlone ? undefined : maybe;
}

/** Splits options as `getopts` would; `withValue` lists the letters that take the rest or the next word. */
export function builtinOptions(words: readonly Word[], withValue: string): BuiltinOptions {
  const letters = new Set<string>();
  const values = new Map<string, Word>();
  let index = 1;
  for (; index < words.length; index += 1) {
    const word = words[index];
    if (word?.kind !== "static" || !/^[-+]./su.test(word.value)) break;
    if (word.value === "--") {
      index += 1;
      return { letters, values, operands: words.slice(index), hidden: false, maybe: undefined };
    }
    index += readCluster(word, { letters, values, withValue, next: words[index + 1] });
  }
  const first = words[index];
  const hidden = first?.kind === "opaque" && first.splits && first.prefix === "";
  return { letters, values, operands: words.slice(index), hidden, maybe: maybeOption(first) };
}

function maybeOption(first: Word | undefined): Word | undefined {
  return first?.kind === "opaque" && /^(?:$|[-+])/u.test(first.prefix) ? first : undefined;
}

interface Cluster {
  readonly letters: Set<string>;
  readonly values: Map<string, Word>;
  readonly withValue: string;
  readonly next: Word | undefined;
}

/** Reads `-abc`; returns how many further words it used up. */
function readCluster(word: Extract<Word, { kind: "static" }>, { letters, values, withValue, next }: Cluster): number {
  const sign = word.value.startsWith("+") ? "+" : "";
  for (let index = 1; index < word.value.length; index += 1) {
    const letter = sign + word.value.charAt(index);
    letters.add(letter);
    if (!withValue.includes(letter)) continue;
    const rest = word.value.slice(index + 1);
    if (rest !== "") values.set(letter, { kind: "static", value: rest, at: word.at });
    else if (next !== undefined) values.set(letter, next);
    return rest === "" ? 1 : 0;
  }
  return 0;
}
