import { parse } from "unbash";
import type { PathMove, Word } from "../base/index.ts";
import { certainStart } from "./catalogue/word-parts.ts";
import { editAt, moveWord } from "./path-edit.ts";
import { quoteWord } from "./quote-word.ts";
import { readWord } from "./read-word.ts";
import type { Edit } from "./splice-text.ts";

/**
 * The edits for a word that braces make into several: one before the braces where all of them move alike, else each is written
 * out. Nothing for a word that is one.
 */
export function moveBraced(source: string, moves: readonly PathMove[]): readonly Edit[] | undefined {
  const words = source.includes("{") ? wordsOf(source) : [];
  const moved = words.map((word) => moves.find((move) => isMoved(word, move)));
  if (words.length < 2 || moved.every((move) => move === undefined)) return undefined;
  const [first] = moved;
  if (first !== undefined && moved.every((move) => move !== undefined && isAlike(move, first))) {
    const edit = editAt(source, first);
    if (edit !== undefined && edit.at.end < source.indexOf("{")) return [edit];
  }
  const spelled = words.map((word, index) => spell(word, moved[index]));
  // A tilde that may be quoted may be a name.
  const isUnclear = /['"\\]/u.test(source) && moved.some((move) => move?.from.startsWith("~") === true);
  if (isUnclear || spelled.includes(undefined)) return [];
  return [{ at: { start: 0, end: source.length }, value: spelled.join(" ") }];
}

function wordsOf(source: string): readonly Word[] {
  const command = parse(`: ${source}`).commands[0]?.command;
  const [word] = command?.type === "Command" ? command.args : [];
  return word?.type === "Word" ? readWord(word) : [];
}

function isMoved(word: Word, { written: { skip }, from }: PathMove): boolean {
  return certainStart(word).slice(skip) === from;
}

function isAlike(one: PathMove, other: PathMove): boolean {
  return one.to === undefined && one.start === other.start && one.written.skip === other.written.skip;
}

function spell(word: Word, move: PathMove | undefined): string | undefined {
  if (word.kind === "opaque") return undefined;
  const { value } = word;
  // quoted, a tilde would be a name
  if (move === undefined) return value.startsWith("~") ? undefined : quoteWord(value);
  return quoteWord(moveWord(value, move));
}
