import type { AbsolutePath, Context, Word } from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import type { LocatedPaths } from "./located-paths.ts";
import { matchesStars, parseStars } from "./star-pattern.ts";

/** How operands are spelled: their values, or the source text of those that only exist at run time. */
export function operandTexts(words: readonly Word[]): readonly string[] {
  return words.map((word) => (word.kind === "static" ? word.value : word.text));
}

interface SameOptions {
  /** Spellings that stand for one target. */
  readonly groups: readonly (readonly string[])[];
  readonly located: () => LocatedPaths;
  readonly context: Context;
}

/** True when an operand is the one that a rule names, in another spelling or seen from another folder. */
export function sameOperand(wanted: string, text: string, { groups, located, context }: SameOptions): boolean {
  const starred = wanted.includes("*");
  if (text === wanted || (starred && matchesStars(parseStars(wanted), text))) return true;
  if (groups.some((group) => group.includes(wanted) && group.includes(text))) return true;
  const named = isPath(wanted) || (mayBePath(wanted) && (isPath(text) || located().has(text)));
  if (!named) return false;
  const ruled = absolute(wanted, context);
  const paths = located().get(text) ?? (mayBePath(text) ? [absolute(text, context)] : []);
  const known = [...paths].filter((path) => path !== undefined);
  if (starred) return known.some((path) => matchesStars(parseStars(ruled), path));
  return known.some((path) => path === ruled || (foldersContents.test(path) && folderOf(path) === ruled));
}

const homeSpellings = /^(?:~|\$HOME|\$\{HOME\}|"\$HOME"|"\$\{HOME\}")(?=\/|$)/u;

function isPath(text: string): boolean {
  return text.startsWith("/") || /^\.{1,2}(?:\/|$)/u.test(text) || homeSpellings.test(text);
}

/** Anything but an option or a word with a variable in it may be a path. */
function mayBePath(text: string): boolean {
  return isPath(text) || !/^-|[$`*?[]/u.test(text);
}

/** All that a folder holds (`/*`, `/.*`, `/.[!.]*`) is as good as the folder. */
const foldersContents = /\/[.*?[\]!^]*\*[.*?[\]!^]*$/u;

function folderOf(path: AbsolutePath): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function absolute(text: string, context: Context): AbsolutePath {
  return absolutePath(text.replace(homeSpellings, "~"), context);
}
