import type { OptionUse, Word } from "../../base/index.ts";
import { findLong, type Grammar, type OptionSpec } from "./grammar.ts";
import { certainStart, dropStart, impliedWord } from "./word-parts.ts";

/** One option as it stands in the words; `spec` is absent when the catalogue does not list it. */
export interface ScannedOption extends OptionUse {
  readonly spec: OptionSpec | undefined;
}

export interface Scan {
  readonly options: readonly ScannedOption[];
  readonly operands: readonly Word[];
  /** How many operands stand before `--`, or an option that ends the options; undefined without one. */
  readonly dashes: number | undefined;
  /** True when an opaque word could be an option. */
  readonly hides: boolean;
  /** Index of the first word that was not read (only with `stop`). */
  readonly next: number;
}

interface Cursor {
  readonly words: readonly Word[];
  readonly grammar: Grammar;
  readonly options: ScannedOption[];
  readonly operands: Word[];
  index: number;
  dashes: number | undefined;
  hides: boolean;
}

/** Tells options from operands, from `words[from]` on. With `stop` it ends before the first operand. */
export function scanOptions(words: readonly Word[], from: number, grammar: Grammar, stop: "stop" | "all"): Scan {
  const cursor: Cursor = { words, grammar, options: [], operands: [], index: from, dashes: undefined, hides: false };
  const first = stop === "stop" || grammar.style.has("stop");
  for (let word = words[from]; word !== undefined; word = words[cursor.index]) {
    if (readOption(cursor, word)) continue;
    if (stop === "stop") break;
    noteOpaque(cursor, word);
    if (first) {
      // one by one: a spread of a hundred thousand words overflows the stack
      for (; cursor.index < words.length; cursor.index += 1) pushWord(cursor.operands, words[cursor.index]);
      break;
    }
    cursor.operands.push(word);
    cursor.index += 1;
  }
  const { options, operands, dashes, hides, index } = cursor;
  return { options, operands, dashes, hides, next: index };
}

function pushWord(target: Word[], word: Word | undefined): void {
  if (word !== undefined) target.push(word);
}

/** Reads the word at the cursor if it is an option, with its value, and moves on. */
function readOption(cursor: Cursor, word: Word): boolean {
  const start = certainStart(word);
  if (cursor.dashes !== undefined || !start.startsWith("-") || (start === "-" && word.kind === "static")) return false;
  if (start === "--" && word.kind === "static" && !cursor.grammar.options.has("--")) {
    cursor.dashes = cursor.operands.length;
    cursor.index += 1;
    return true;
  }
  if (cursor.grammar.dashOperands?.test(start) === true) return false;
  if (start.startsWith("--")) readLong(cursor, word, start);
  else if (cursor.grammar.style.has("words")) readWordOption(cursor, word, start);
  else readCluster(cursor, word, start);
  return true;
}

function readLong(cursor: Cursor, word: Word, start: string): void {
  const equals = start.indexOf("=");
  if (word.kind === "opaque" && equals < 0) return readOpaqueOption(cursor, word);
  const spelling = equals < 0 ? start : start.slice(0, equals);
  const singleDash = cursor.grammar.style.has("words") ? cursor.grammar.options.get(spelling.slice(1)) : undefined;
  const spec = singleDash ?? findLong(spelling, cursor.grammar);
  cursor.index += 1;
  const attached = equals < 0 ? undefined : dropStart(word, equals + 1);
  addOption(cursor, { spec, name: spec?.name ?? spelling, attached });
}

function readWordOption(cursor: Cursor, word: Word, start: string): void {
  const equals = start.indexOf("=");
  if (word.kind === "opaque" && equals < 0 && !cursor.grammar.options.has(start.slice(0, 2))) {
    return readOpaqueOption(cursor, word);
  }
  const spelling = equals < 0 ? start : start.slice(0, equals);
  const spec = cursor.grammar.options.get(spelling);
  const letter = cursor.grammar.options.get(start.slice(0, 2));
  cursor.index += 1;
  if (spec === undefined && letter !== undefined && letter.takes !== "nothing") {
    addOption(cursor, { spec: letter, name: letter.name, attached: dropStart(word, 2) });
    return;
  }
  const attached = equals < 0 ? undefined : dropStart(word, equals + 1);
  addOption(cursor, { spec, name: spec?.name ?? spelling, attached });
}

function readCluster(cursor: Cursor, word: Word, start: string): void {
  const { grammar } = cursor;
  const whole = word.kind === "static" ? grammar.options.get(start) : undefined;
  cursor.index += 1;
  if (whole !== undefined) return addOption(cursor, { spec: whole, name: whole.name, attached: undefined });
  if (grammar.digits !== undefined && /^-\d/u.test(start)) {
    const flags = flagsBehindDigits(word, grammar);
    const attached = flags === undefined ? dropStart(word, 1) : impliedWord(/\d+/u.exec(start)?.[0] ?? "", word);
    addOption(cursor, { spec: grammar.digits, name: grammar.digits.name, attached });
    for (const flag of flags ?? []) addOption(cursor, { spec: flag, name: flag.name, attached: undefined });
    return;
  }
  for (let at = 1; at < start.length; at += 1) {
    const spelling = `-${start[at] ?? ""}`;
    // `zip -qTT 'cmd'`: a name of two letters comes before one of its first letter
    const pair = grammar.options.get(start.slice(at, at + 2).padStart(3, "-"));
    const spec = pair !== undefined && pair.takes !== "nothing" ? pair : grammar.options.get(spelling);
    if (spec !== undefined && spec.takes !== "nothing") {
      const end = at + (spec === pair ? 2 : 1);
      const rest = end < start.length || word.kind === "opaque" ? dropStart(word, end) : undefined;
      return addOption(cursor, { spec, name: spec.name, attached: rest });
    }
    addOption(cursor, { spec, name: spec?.name ?? spelling, attached: undefined });
  }
  if (word.kind === "opaque") {
    cursor.index -= 1;
    readOpaqueOption(cursor, word);
  }
}

/** `gzip -9c`: letters without values behind a number. */
function flagsBehindDigits(word: Word, { options }: Grammar): readonly OptionSpec[] | undefined {
  const letters =
    word.kind === "static" ? /^-\d+(?<letters>[A-Za-z]+)$/u.exec(word.value)?.groups?.["letters"] : undefined;
  const flags = Array.from(letters ?? "", (letter) => options.get(`-${letter}`));
  const known = flags.filter((flag) => flag !== undefined).filter(({ takes }) => takes === "nothing");
  return flags.length > 0 && known.length === flags.length ? known : undefined;
}

/** `-$x`, `--$x`: some option; nothing to fear where the program has none that is dangerous. */
function readOpaqueOption(cursor: Cursor, word: Word): void {
  if (cursor.grammar.dangerous) cursor.hides = true;
  cursor.operands.push(word);
  cursor.index += 1;
}

interface FoundOption {
  readonly spec: OptionSpec | undefined;
  readonly name: string;
  readonly attached: Word | undefined;
}

function addOption(cursor: Cursor, { spec, name, attached }: FoundOption): void {
  const { options, words } = cursor;
  let value = attached;
  if (value === undefined && spec?.takes === "value") {
    value = words[cursor.index];
    cursor.index += 1;
    if (value !== undefined) noteOpaque(cursor, value);
  } else if (value === undefined && spec?.takes === "pair") {
    value = words[cursor.index + 1];
    cursor.index += 2;
  } else if (value !== undefined) {
    noteOpaque(cursor, value);
  } else if (spec?.takes !== "attached" && isBoolean(cursor)) {
    value = words[cursor.index];
    cursor.index += 1;
  }
  options.push(value === undefined ? { name, spec } : { name, value, spec });
  if (value === undefined && spec?.tags.has("e") === true) cursor.dashes ??= cursor.operands.length;
  for (const also of spec?.also ?? []) options.push({ name: also, spec });
}

/** True when the next word is the value that npm lets any option without one have. */
function isBoolean({ grammar, words, index }: Cursor): boolean {
  const next = words[index];
  return grammar.style.has("booleans") && next?.kind === "static" && /^(?:true|false|null)$/u.test(next.value);
}

/** Unquoted text may become several words: the later ones, and with no certain start the first too, may be options. */
function noteOpaque(cursor: Cursor, word: Word): void {
  if (cursor.dashes !== undefined || word.kind === "static" || !word.splits || !cursor.grammar.dangerous) return;
  if (word.prefix === "" || !word.glob) cursor.hides = true;
}
