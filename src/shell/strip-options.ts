import type { CommandForm, Word, WordEdit } from "../base/index.ts";
import { readCommand } from "./catalogue/read-command.ts";
import { certainStart, impliedWord } from "./catalogue/word-parts.ts";
import { ownPlace } from "./edit-words.ts";

/** What it takes to leave options out of a command: nothing where it has none of them. */
export type Stripped = { readonly ok: true; readonly edits: readonly WordEdit[] } | { readonly ok: false };

interface Kept {
  readonly word: Word;
  /** Of the word before any change. */
  readonly index: number;
}

/** More tries than any honest command takes: a flood of options would cost time. */
const mostTries = 400;

/**
 * Leaves options out of a command in whatever way they are spelled: `--force`, `--forc`, `-f`, the `f` of `-xf`, with their values.
 * What is left is read again: it must be the same command but for the option. Not ok where that is not certain.
 */
export function stripOptions(words: readonly Word[], options: readonly string[]): Stripped {
  const groups = groupsOf(words, options);
  let kept: readonly Kept[] = words.map((word, index) => ({ word, index }));
  for (;;) {
    const form = formOf(kept);
    const given = optionsOf(form);
    const unwanted = groups.find((group) => group.every((name) => given.includes(name)));
    if (unwanted === undefined) break;
    const less = withoutOne(kept, form, unwanted);
    if (less === undefined) return { ok: false };
    kept = less;
  }
  if (mayHide(words, new Set(groups.flat()))) return { ok: false };
  const edits = editsFor(words, kept);
  return edits === undefined ? { ok: false } : { ok: true, edits };
}

const formOf = (kept: readonly Kept[]): CommandForm => readCommand(kept.map(({ word }) => word)).form;

const optionsOf = ({ globals, options }: CommandForm): readonly string[] =>
  [...globals, ...options].map(({ name }) => name);

/** What one option amounts to: most to themselves, `-D` of `git branch` to `--delete` and `--force`. */
type Group = readonly string[];

/** By the names under which the catalogue knows the options of this program: `--force` for the `-f` of `git push`. */
function groupsOf(words: readonly Word[], options: readonly string[]): readonly Group[] {
  const [program] = words;
  if (program === undefined) return [];
  const { sub } = readCommand(words).form;
  const lead = sub.map((word) => impliedWord(word, program));
  return options.flatMap((option) =>
    [[], lead].flatMap((before) =>
      groupsIn(option, (text) => optionsOf(readCommand([program, ...before, impliedWord(text, program)]).form)),
    ),
  );
}

function groupsIn(option: string, read: (option: string) => Group): readonly Group[] {
  const whole = read(option);
  if (whole.length === 0) return [[option]];
  const letters = whole.length > 1 ? Array.from(option.slice(1), (letter) => read(`-${letter}`)) : [];
  return letters.flat().join() === whole.join() ? letters : [whole];
}

/** The command without one occurrence of an option, and with nothing else changed. */
function withoutOne(kept: readonly Kept[], form: CommandForm, group: Group): readonly Kept[] | undefined {
  let tries = 0;
  for (const [at, { word }] of kept.entries()) {
    if (at === 0 || !certainStart(word).startsWith("-")) continue;
    for (const less of lessAt(kept, at, form)) {
      tries += 1;
      if (tries > mostTries) return undefined;
      if (isSameBut(form, formOf(less), group)) return less;
    }
  }
  return undefined;
}

/** The ways in which a word may hold an option: alone, with the next word as its value, as a letter among others. */
function* lessAt(kept: readonly Kept[], at: number, { known }: CommandForm): Generator<readonly Kept[]> {
  const entry = kept[at];
  const without = (count: number, instead: readonly Kept[] = []): readonly Kept[] => [
    ...kept.slice(0, at),
    ...instead,
    ...kept.slice(at + count),
  ];
  if (entry === undefined) return;
  const { word, index } = entry;
  const next = kept[at + 1];
  const hasPlainNext = next !== undefined && !certainStart(next.word).startsWith("-");
  // Of a program that nobody knows, the next word may be the option's value.
  if (known || !hasPlainNext || certainStart(word).includes("=")) yield without(1);
  if (!known) return;
  if (next !== undefined) yield without(2);
  if (word.kind === "opaque" || !/^-[^-]./su.test(word.value)) return;
  const { value } = word;
  const changed = (spelled: string): readonly Kept[] => [{ word: { ...word, value: spelled }, index }];
  for (let letter = 1; letter < value.length; letter += 1) {
    yield without(1, changed(value.slice(0, letter) + value.slice(letter + 1)));
    if (letter === 1) continue;
    yield without(1, changed(value.slice(0, letter)));
    yield without(2, changed(value.slice(0, letter)));
  }
}

function isSameBut(before: CommandForm, after: CommandForm, group: Group): boolean {
  const left = usesOf(after);
  const gone: string[] = [];
  let at = 0;
  for (const { name, text } of usesOf(before)) {
    if (text === left[at]?.text) at += 1;
    else gone.push(name);
  }
  return at === left.length && gone.join() === group.join() && plainOf(before) === plainOf(after);
}

function usesOf({ globals, options }: CommandForm): readonly { readonly name: string; readonly text: string }[] {
  return [...globals, ...options].map(({ name, value }) => ({
    name,
    text: value === undefined ? name : `${name}=${textOf(value)}`,
  }));
}

const plainOf = ({ name, sub, operands }: CommandForm): string => JSON.stringify([name, sub, operands.map(textOf)]);

const textOf = (word: Word): string => (word.kind === "static" ? `s${word.value}` : `o${word.text}`);

/** True where one of the options may stand in a word that only exists at run time, or in one of a program that nobody knows. */
function mayHide(words: readonly Word[], names: ReadonlySet<string>): boolean {
  const { hidesOption, operands, known } = readCommand(words).form;
  const dashes = words.findIndex((word) => word.kind === "static" && word.value === "--");
  const before = (word: Word): boolean => dashes === -1 || words.indexOf(word) < dashes;
  const isOpen = (word: Word): boolean => word.kind === "opaque" && /^(?:$|-)/u.test(word.prefix) && before(word);
  if (hidesOption || operands.some(isOpen)) return true;
  return !known && words.some((word) => before(word) && [...names].some((name) => mayBe(certainStart(word), name)));
}

/** `-xf` may hold `-f`, and `--forc` be `--force`. */
function mayBe(given: string, name: string): boolean {
  if (/^-[^-]$/su.test(name)) return /^-[^-]./su.test(given) && given.includes(name.charAt(1));
  return given.length > 2 && given !== name && given.startsWith("--") && name.startsWith(given);
}

function editsFor(words: readonly Word[], kept: readonly Kept[]): readonly WordEdit[] | undefined {
  const left = new Map(kept.map(({ word, index }) => [index, word]));
  const edits: WordEdit[] = [];
  for (const [index, word] of words.entries()) {
    const now = left.get(index);
    if (now === word) continue;
    const at = ownPlace(words, index);
    if (at === undefined) return undefined;
    edits.push({ at, words: now?.kind === "static" ? [now.value] : [] });
  }
  return edits;
}
