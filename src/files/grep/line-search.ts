import { type Found, type FoundLine, foundLine, foundParts, linesOf } from "./found.ts";
import type { Query } from "./query.ts";
import type { Regex } from "./regex.ts";

/** Takes a text piece by piece, each of whole lines, and keeps what is to be told of it. */
export interface LineSearch {
  readonly take: (piece: string) => void;
  /** Nothing that comes could change what is told. */
  readonly isDone: () => boolean;
  readonly found: () => Found;
}

export function createLineSearch(query: Query, regex: Regex): LineSearch {
  const { before, after, most, only, tell } = query;
  const lines: FoundLine[] = [];
  let recent: FoundLine[] = [];
  let [number, count, following] = [0, 0, 0];

  const isFull = (): boolean => (tell === "files" ? count > 0 : tell === "lines" && count >= most);
  const takeLine = (line: string, matches: boolean): void => {
    number += 1;
    if (matches && !isFull()) {
      count += 1;
      if (tell === "lines") lines.push(...recent, ...(only ? partsOf(line) : [foundLine(number, line, true)]));
      [recent, following] = [[], after];
    } else if (following > 0) {
      lines.push(foundLine(number, line, false));
      following -= 1;
    } else if (before > 0) {
      recent.push(foundLine(number, line, false));
      if (recent.length > before) recent.shift();
    }
  };
  const partsOf = (line: string): readonly FoundLine[] =>
    regex.findAll(withoutEnd(line)).flatMap(({ value }) => foundParts(number, value));

  return {
    take(piece) {
      const text = number === 0 ? piece.replace(/^\uFEFF/u, "") : piece;
      const mayMatch = !isFull() && (hasTextAnchor(query) || regex.isMatch(text));
      if (!mayMatch && following === 0 && before === 0) {
        number += linesIn(text);
        return;
      }
      for (const line of linesOf(text)) takeLine(line, mayMatch && regex.isMatch(withoutEnd(line)));
    },
    isDone: () => isFull() && following === 0,
    found: () => ({ count, lines }),
  };
}

/** Else what matches in a line matches in any text around it. */
function hasTextAnchor({ pattern }: Query): boolean {
  return /\\[Az]/u.test(pattern);
}

function withoutEnd(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}

function linesIn(text: string): number {
  let count = text.endsWith("\n") || text === "" ? 0 : 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
