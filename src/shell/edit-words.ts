import type { Span, Word, WordEdit } from "../base/index.ts";
import { quoteWord } from "./quote-word.ts";
import { type Edit, spliceText } from "./splice-text.ts";
import { writtenAt } from "./catalogue/word-parts.ts";

/** Where a word is written as a whole; nothing for a part of one, and for one that the source does not spell. */
export function placeOf(word: Word): Span | undefined {
  const { at, skip } = writtenAt(word);
  return skip === 0 && at.end > at.start ? at : undefined;
}

/** The same for a word of a command; nothing too where braces make more than one word of it. */
export function ownPlace(words: readonly Word[], index: number): Span | undefined {
  const [word, next] = [words[index], words[index + 1]];
  const place = word && placeOf(word);
  const [before, after] = [words[index - 1], next].map((beside) => beside && placeOf(beside));
  return [before, after].some((beside) => beside !== undefined && beside.start === place?.start) ? undefined : place;
}

/** The text with other words; every other character stays. */
export function editText(text: string, edits: readonly WordEdit[]): string {
  return spliceText(
    text,
    edits.map((edit) => asWritten(text, edit)),
  );
}

function asWritten(text: string, { at, words }: WordEdit): Edit {
  const value = words.map(spell).join(" ");
  if (at.start === at.end) return { at, value: `${value} ` };
  if (words.length > 0) return { at, value };
  // One blank at most: another one may belong to the word before.
  const blank = /[ \t]/u.test(text.charAt(at.start - 1)) ? 1 : 0;
  return { at: { start: at.start - blank, end: at.end }, value };
}

/** Plainer than `quoteWord` where that means the same: somebody may read it. */
function spell(word: string): string {
  const quoted = quoteWord(word);
  return /^[\w./:@%+,=-]+$/u.test(word) && !quoted.startsWith("'") ? word : quoted;
}

/** The same for words that no shell reads. */
export function editArgv(argv: readonly string[], edits: readonly WordEdit[]): readonly string[] {
  return argv.flatMap((word, index) => wordsAt({ start: index, end: index + 1 }, word, edits));
}

/** The words of a command after the edits. */
export function editedWords(words: readonly Word[], edits: readonly WordEdit[]): readonly string[] {
  return words.flatMap((word) => {
    const text = word.kind === "static" ? word.value : word.text;
    const place = placeOf(word);
    return place === undefined ? [text] : wordsAt(place, text, edits);
  });
}

function wordsAt({ start, end }: Span, word: string, edits: readonly WordEdit[]): readonly string[] {
  const before = edits.filter(({ at }) => at.start === start && at.end === start);
  const instead = edits.find(({ at }) => at.start === start && at.end === end);
  return [...before.flatMap(({ words }) => words), ...(instead?.words ?? [word])];
}
