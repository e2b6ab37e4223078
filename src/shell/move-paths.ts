import type { PathMove, Span } from "../base/index.ts";
import { moveBraced } from "./move-braced.ts";
import { editAt, moveWord } from "./path-edit.ts";
import { type Edit, spliceText } from "./splice-text.ts";

/** One word of a text before and after. */
interface Respelled {
  /** Of the word, in the text before. */
  readonly at: Span;
  readonly from: string;
  readonly to: string;
}

/**
 * Writes paths of a text anew where they stand, and leaves every other character as it is: quotes, patterns and braces around
 * them too. A path that can't be written anew in its place stays.
 */
export function movePaths(
  text: string,
  moves: readonly PathMove[],
): { readonly text: string; readonly words: readonly Respelled[] } {
  const byWord = Map.groupBy(moves, ({ written: { at } }) => `${at.start}-${at.end}`);
  const words = [...byWord.values()].flatMap((moved): readonly Respelled[] => {
    const at = moved[0]?.written.at;
    if (at === undefined) return [];
    const from = text.slice(at.start, at.end);
    const to = spliceText(from, moveBraced(from, moved) ?? editsOf(from, moved));
    return from === to ? [] : [{ at, from, to }];
  });
  words.sort((one, other) => one.at.start - other.at.start);
  const edits = words.map(({ at, to }): Edit => ({ at, value: to }));
  return { text: spliceText(text, edits), words };
}

/** The same for words that no shell reads. */
export function moveArgv(argv: readonly string[], moves: readonly PathMove[]): readonly string[] {
  return argv.map((word, index) =>
    moves
      .filter(({ written: { at } }) => at.start === index)
      .reduceRight((text, move) => (text === word ? moveWord(word, move) : text), word),
  );
}

/** What is read and written, or from several folders, is still written once. */
function editsOf(source: string, moves: readonly PathMove[]): readonly Edit[] {
  const bySkip = new Map(moves.map((move) => [move.written.skip, move] as const));
  return [...bySkip.values()].flatMap((move) => editAt(source, move) ?? []);
}
