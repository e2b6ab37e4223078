import { RE2JS, RE2JSException } from "re2js";
import { printable } from "../../base/index.ts";

/** Keeps the lines in which something matches, or says why there is nothing to match with. */
export type LineFilter =
  | { readonly ok: true; readonly keep: (text: string) => string }
  | { readonly ok: false; readonly message: string };

const longestPattern = 10_000;

/** A pattern comes from a model: it takes time in proportion to the text, whatever it is. */
export function parseLineFilter(pattern: string): LineFilter {
  if (pattern.length > longestPattern)
    return { ok: false, message: `the filter is longer than ${longestPattern} characters` };
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    const keep = (text: string): string =>
      text
        .split("\n")
        .filter((line) => compiled.matcher(line).find())
        .join("\n");
    return { ok: true, keep };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return {
      ok: false,
      message: `the filter \`${printable(pattern, 200)}\` is no regular expression: ${error.message}`,
    };
  }
}
