import type { Span } from "../base/index.ts";

/** A span of a text and what shall stand there. */
export interface Edit {
  readonly at: Span;
  /** The new source text, already quoted. */
  readonly value: string;
}

/** Replaces spans of a text and leaves every other character as it is. Overlapping edits: the first one wins. */
export function spliceText(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((one, other) => one.at.start - other.at.start);
  const pieces: string[] = [];
  let done = 0;
  for (const { at, value } of ordered) {
    if (at.start < done || at.end < at.start || at.end > text.length) continue;
    pieces.push(text.slice(done, at.start), value);
    done = at.end;
  }
  pieces.push(text.slice(done));
  return pieces.join("");
}
