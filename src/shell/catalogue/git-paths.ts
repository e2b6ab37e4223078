import type { Word } from "../../base/index.ts";
import { looksLikePath } from "./folders.ts";
import { certainStart, dropStart } from "./word-parts.ts";

/** The path that a pattern of git's names: `:(top)f` and `:/f` name `f`; what only excludes names none. */
export function patternPath(word: Word): Word | undefined {
  const start = certainStart(word);
  if (!start.startsWith(":")) return word;
  if (/^:(?:[!^]|\([^)]*\bexclude\b)/u.test(start)) return undefined;
  const magic = /^:(?:\([^)]*\)|\/+)/u.exec(start)?.[0] ?? ":";
  return pathBehind(word, magic.length);
}

/**
 * The path that a word names which may as well be a revision: behind one (`HEAD:f`, `:0:f`), or by its look. `:/text` looks for a
 * commit.
 */
export function revisionPath(word: Word): Word | undefined {
  const start = certainStart(word);
  if (start.startsWith(":/") || start.startsWith(":(")) return undefined;
  if (looksLikePath(word)) return word;
  const lead = /^(?::[0-3]:|[^:{]*(?:\{[^}]*\}[^:{]*)*:)/u.exec(start)?.[0];
  return lead === undefined ? undefined : pathBehind(word, lead.length);
}

/** Nothing behind the colon means the whole tree, an absolute path no file of it. */
function pathBehind(word: Word, length: number): Word | undefined {
  const path = dropStart(word, length);
  const start = certainStart(path);
  return (start === "" && path.kind === "static") || start.startsWith("/") ? undefined : path;
}
