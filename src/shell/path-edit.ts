import type { PathMove } from "../base/index.ts";
import { quoteWord } from "./quote-word.ts";
import type { Edit } from "./splice-text.ts";
import { closeQuotes, findValueSpot, spellWithin } from "./value-spot.ts";

const home = /^(?:~(?=\/|$)|\$HOME(?![A-Za-z0-9_])|\$\{HOME\})/u;

/** The edit for a path in the source of its word. */
export function editAt(source: string, { written: { skip }, from, start, to }: PathMove): Edit | undefined {
  const spot = findValueSpot(source, skip);
  if (spot === undefined) return undefined;
  const { offset, quoting } = spot;
  const rest = source.slice(offset);
  const head = from.startsWith("~") ? home.exec(rest)?.[0] : /^\\?(?=\/)/u.exec(rest) === null ? undefined : "";
  if (head === undefined || (head.startsWith("~") && quoting !== "none")) return undefined;
  if (to !== undefined)
    return { at: { start: offset, end: source.length }, value: `${closeQuotes(quoting)}${quoteWord(to)}` };
  return { at: { start: offset, end: offset + head.length }, value: spellWithin(start, quoting) };
}

/** The word as its value, without quotes. */
export function moveWord(word: string, { written: { skip }, from, start, to }: PathMove): string {
  return `${word.slice(0, skip)}${to ?? start + word.slice(skip + (from.startsWith("~") ? 1 : 0))}`;
}
