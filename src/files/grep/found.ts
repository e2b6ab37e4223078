import type { AbsolutePath } from "../../base/index.ts";

/** A file that is open to be searched. */
export interface OpenedFile {
  readonly path: AbsolutePath;
  readonly fd: number;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly changed: number;
}

export interface FoundLine {
  readonly number: number;
  /** Without its end. */
  readonly text: string;
  readonly isMatch: boolean;
}

/** What was found in one file. */
export interface Found {
  /** Lines that match; where lines are not what is searched, matches. */
  readonly count: number;
  /** In their order, with the lines around them; empty where only names or counts are told. */
  readonly lines: readonly FoundLine[];
}

const longestLine = 500;

/** A line to be shown: one that is very long is cut, and says so. */
export function foundLine(number: number, line: string, isMatch: boolean): FoundLine {
  const whole = line.replace(/\r?\n?$/u, "");
  const text =
    whole.length <= longestLine
      ? whole
      : `${whole.slice(0, longestLine).toWellFormed()}… (${whole.length - longestLine} more characters)`;
  return { number, text, isMatch };
}

/** The lines of a text, each with its end. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

/** What matched, as lines of its own. */
export function foundParts(number: number, part: string): readonly FoundLine[] {
  return part === ""
    ? []
    : part
        .replace(/\n$/u, "")
        .split("\n")
        .map((line, at) => foundLine(number + at, line, true));
}
