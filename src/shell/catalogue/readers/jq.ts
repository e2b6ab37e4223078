import { type Findings, nothingFound } from "../findings.ts";
import { staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** A filter may print the environment or load modules; everything else it can do is computing. */
export const jqReader: Reader = {
  after: ({ options, operands }): Findings => {
    if (options.some(({ name }) => name === "--from-file")) return { ...nothingFound, safe: false };
    if (operands.length === 0) return nothingFound;
    const filter = staticValue(operands[0]);
    return { ...nothingFound, safe: filter !== undefined && !reachesOut(filter) };
  },
};

const token = /"|\)|\(|#[^\n]*|\$__loc__|\$?(?:[A-Za-z_]\w*)(?:::\w+)*|\.\s*(?:[A-Za-z_]\w*)?|\S/gu;
const reaching: ReadonlySet<string> = new Set(["env", "$ENV", "import", "include", "modulemeta", "get_search_list"]);

/** Walks the tokens; strings are skipped, but `\( … )` inside them is code again. */
function reachesOut(filter: string): boolean {
  const opened: string[] = [];
  let at = 0;
  while (at < filter.length) {
    if (opened.at(-1) === '"') {
      at = skipString(filter, at, opened);
      continue;
    }
    token.lastIndex = at;
    const match = token.exec(filter);
    if (match === null) break;
    at = match.index + match[0].length;
    if (match[0] === '"') opened.push('"');
    else if (match[0] === "(") opened.push("(");
    else if (match[0] === ")") opened.pop();
    else if (reaching.has(match[0]) && !/^\s*:(?!:)/u.test(filter.slice(at, at + 20))) return true;
  }
  return opened.length > 0;
}

/** Moves to the end of the string, or into the next `\(`. */
function skipString(filter: string, start: number, opened: string[]): number {
  for (let at = start; at < filter.length; at += 1) {
    const char = filter[at];
    if (char === '"') {
      opened.pop();
      return at + 1;
    }
    if (char !== "\\") continue;
    at += 1;
    if (filter[at] === "(") {
      opened.push("(");
      return at + 1;
    }
  }
  return filter.length;
}
