import type { Word } from "../../base/index.ts";
import { type Grammar, grammarOf, type OptionSpec } from "./grammar.ts";
import type { ReaderName } from "./readers/reader-names.ts";
import type { Row } from "./row.ts";
import { type Scan, type ScannedOption, scanOptions } from "./scan-options.ts";

/** A command with its sub-commands found. */
export interface ScannedSubs {
  /** The innermost row reached. */
  readonly row: Row;
  readonly sub: readonly string[];
  readonly globals: readonly ScannedOption[];
  readonly options: readonly ScannedOption[];
  readonly operands: readonly Word[];
  readonly dashes: number | undefined;
  readonly hides: boolean;
  /** True when a sub-command was asked for that the catalogue doesn't list, or that is opaque. */
  readonly unknownSub: boolean;
  /** Readers of the rows on the way, outermost first. */
  readonly readers: readonly ReaderName[];
}

/** Follows the sub-command words and tells options from operands for the row they lead to. */
export function scanSubs(words: readonly Word[], row: Row): ScannedSubs {
  const grammar = grammarOf(row);
  if (grammar.sub.size === 0) return plain(row, scanOptions(words, 1, grammar, "all"));
  const head = scanOptions(words, 1, grammar, "stop");
  const word = words[head.next];
  if (word === undefined) return plain(row, head);
  const next = word.kind === "static" ? grammar.sub.get(word.value) : undefined;
  if (next === undefined) return unknownSub(words, row, head);
  const rest = scanNested(words, next, { from: head.next + 1, outer: grammar });
  const isLate = ({ spec }: ScannedOption): boolean => spec !== undefined && isOf(spec, grammar);
  const late = rest.options.filter(isLate);
  return {
    ...rest,
    sub: [canonicalName(next), ...rest.sub],
    globals: [...head.options, ...late],
    options: late.length === 0 ? rest.options : rest.options.filter((option) => !isLate(option)),
    hides: head.hides || rest.hides,
    readers: row.reader === undefined ? rest.readers : [row.reader, ...rest.readers],
  };
}

function plain(row: Row, scan: Scan): ScannedSubs {
  const readers = row.reader === undefined ? [] : [row.reader];
  return { ...scan, row, sub: [], globals: [], unknownSub: false, readers };
}

/** An external or user-defined sub-command: its options are read with the program's own, its operands as the program's row says. */
function unknownSub(words: readonly Word[], row: Row, head: Scan): ScannedSubs {
  const word = words[head.next];
  const scan = scanOptions(words, head.next + (word?.kind === "static" ? 1 : 0), grammarOf(row), "all");
  const readers = row.reader === undefined ? [] : [row.reader];
  const named = word?.kind === "static" ? [word.value] : [];
  const hides = head.hides || scan.hides || word?.kind === "opaque";
  return { ...scan, row, sub: named, globals: head.options, hides, unknownSub: true, readers };
}

/** Below the first level a word that is no sub-command is an operand (`git stash`, `git remote -v`). */
function scanNested(
  words: readonly Word[],
  row: Row,
  { from, outer }: { readonly from: number; readonly outer: Grammar },
): ScannedSubs {
  const grammar = outer.style.has("everywhere") ? withGlobals(grammarOf(row), outer) : grammarOf(row);
  const readers = row.reader === undefined ? [] : [row.reader];
  if (grammar.sub.size > 0) {
    const head = scanOptions(words, from, grammar, "stop");
    const word = words[head.next];
    const next = word?.kind === "static" ? grammar.sub.get(word.value) : undefined;
    if (next !== undefined) {
      const rest = scanNested(words, next, { from: head.next + 1, outer });
      const options = [...head.options, ...rest.options];
      return { ...rest, options, sub: [canonicalName(next), ...rest.sub], hides: head.hides || rest.hides };
    }
  }
  const scan = scanOptions(words, from, grammar, "all");
  return { ...scan, row, sub: [], globals: [], unknownSub: false, readers };
}

function canonicalName(row: Row): string {
  const space = row.names.indexOf(" ");
  return space < 0 ? row.names : row.names.slice(0, space);
}

const united = new WeakMap<Grammar, { readonly outer: Grammar; readonly both: Grammar }>();

function withGlobals(grammar: Grammar, outer: Grammar): Grammar {
  const known = united.get(grammar);
  if (known?.outer === outer) return known.both;
  const style = outer.style.has("booleans") ? new Set([...grammar.style, "booleans"]) : grammar.style;
  const both = { ...grammar, style, options: new Map([...outer.options, ...grammar.options]) };
  united.set(grammar, { outer, both });
  return both;
}

function isOf(spec: OptionSpec, grammar: Grammar): boolean {
  return grammar.options.get(spec.name) === spec;
}
