import { type Context, parseAbsolutePath, type Word } from "../base/index.ts";
import { matchesStars, parseStars } from "./star-pattern.ts";

/** How operands are spelled: their values, or the source text of those that only exist at run time. */
export function operandTexts(words: readonly Word[]): readonly string[] {
  return words.map((word) => (word.kind === "static" ? word.value : word.text));
}

interface SameOptions {
  /** Spellings that stand for one target. */
  readonly groups: readonly (readonly string[])[];
  readonly context: Context;
}

/** True when an operand, in any of its spellings, is the one that a rule names. */
export function sameOperand(wanted: string, given: readonly string[], { groups, context }: SameOptions): boolean {
  return given.some((text) => {
    if (text === wanted || (wanted.includes("*") && matchesStars(parseStars(wanted), text))) return true;
    if (groups.some((group) => group.includes(wanted) && group.includes(text))) return true;
    return isPath(wanted) && mayBePath(text) && absolute(wanted, context) === absolute(text, context);
  });
}

const homeSpellings = /^(?:~|\$HOME|\$\{HOME\}|"\$HOME"|"\$\{HOME\}")(?=\/|$)/u;

function isPath(text: string): boolean {
  return text.startsWith("/") || /^\.{1,2}(?:\/|$)/u.test(text) || homeSpellings.test(text);
}

/** Anything but an option or a word with a variable in it may be a path. */
function mayBePath(text: string): boolean {
  return isPath(text) || !/^-|[$`*?[]/u.test(text);
}

function absolute(text: string, context: Context): string {
  return parseAbsolutePath(
    text.replace(homeSpellings, () => context.home),
    context.cwd,
  );
}
