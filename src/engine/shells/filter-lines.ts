import { RE2JS, RE2JSException } from "re2js";
import { printable } from "../../base/index.ts";

/** Keeps the lines in which something matches, or says why there is nothing to match with. */
export type LineFilter =
  | { readonly ok: true; readonly keep: (text: string) => string }
  | { readonly ok: false; readonly message: string };

const longestPattern = 10_000;
/** Instructions of a compiled pattern: each character of the text may cost as many steps. */
const longestProgram = 1000;
/** Longer lines are kept unseen. Characters. */
const longestLine = 50_000;
/** Whoever reads a shell waits for it, and everybody else meanwhile. Milliseconds. */
const patience = 2000;

/** A pattern comes from a model: it takes no more time than there is, whatever it is. `now`: milliseconds of a clock that never goes back. */
export function parseLineFilter(pattern: string, now = (): number => performance.now()): LineFilter {
  const refused = (why: string): LineFilter => ({ ok: false, message: `the filter ${why}` });
  if (pattern.length > longestPattern) return refused(`is longer than ${longestPattern} characters`);
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    if (compiled.programSize() > longestProgram) return refused("repeats too much: its numbers multiply");
    const matches = (line: string): boolean => line.length > longestLine || compiled.matcher(line).find();
    return { ok: true, keep: (text) => keepLines(text.split("\n"), matches, now) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return refused(`\`${printable(pattern, 200)}\` is no regular expression: ${error.message}`);
  }
}

function keepLines(lines: readonly string[], matches: (line: string) => boolean, now: () => number): string {
  const end = now() + patience;
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (now() > end)
      return [...kept, "[the filter took too long: from here on nothing is left out]", ...lines.slice(index)].join(
        "\n",
      );
    if (matches(line)) kept.push(line);
  }
  return kept.join("\n");
}
