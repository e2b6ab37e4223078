import type { Word } from "../../../src/base/index.ts";

/**
 * Words from a line, split at blanks: `'a b'` is one static word, `$X` unquoted opaque, `"$X"` quoted opaque, `*.c` a pattern;
 * opaque words keep their literal start.
 */
export function spellWords(line: string): readonly Word[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/gu)].map((match) => spellWord(match[0], match.index));
}

function spellWord(text: string, start: number): Word {
  const at = { start, end: start + text.length };
  const live = text.replace(/'[^']*'/gu, (quoted) => "_".repeat(quoted.length));
  const variable = live.search(/\$[A-Za-z{(]/u);
  const pattern = live.replace(/"[^"]*"/gu, (quoted) => "_".repeat(quoted.length)).search(/[*?]/u);
  const value = text.replace(/'([^']*)'|"([^"]*)"/gu, "$1$2");
  if (variable < 0 && pattern < 0) return { kind: "static", value, at };
  const end = Math.min(...[variable, pattern].filter((index) => index >= 0));
  const prefix = text.slice(0, end).replace(/['"]/gu, "");
  const splits = variable < 0 || !/"[^"]*\$[^"]*"/u.test(text);
  return { kind: "opaque", text, prefix, splits, glob: variable < 0, at };
}

/** A word as the tables spell it: its value, or `<text>` when opaque. */
export function showWord(word: Word): string {
  return word.kind === "static" ? word.value : `<${word.text}>`;
}
