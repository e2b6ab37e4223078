import { printable } from "../../base/index.ts";
import type { ToolOutput } from "../tool.ts";
import type { FoundLine } from "./found.ts";
import type { GrepInput } from "./query.ts";
import type { Results } from "./searcher.ts";

/** What a search came to. */
export interface Answer {
  readonly results: Results;
  /** Words on what was left out. */
  readonly notes: readonly string[];
  /** The path that was searched is a file's: its lines need no name. */
  readonly isOneFile: boolean;
}

/** Gives the results as clients know them. */
export function tellResults(input: GrepInput, answer: Answer): ToolOutput {
  return tellers[input.query.tell](input, answer);
}

type Teller = (input: GrepInput, answer: Answer) => ToolOutput;

const tellers: Readonly<Record<GrepInput["query"]["tell"], Teller>> = {
  files({ telling }, { results, notes }) {
    const files = results
      .map(([file]) => file)
      .toSorted((one, other) => other.changed - one.changed || (one.path < other.path ? -1 : 1));
    const { shown, cut } = page(
      files.map(({ path }) => path),
      telling,
    );
    const lines = [
      shown.length === 0
        ? "No files found"
        : `Found ${counted(shown.length, "file")}${cut === undefined ? "" : ` ${cut.text}`}`,
      ...shown.map(nameOf),
      ...notes,
    ];
    const output = { mode: "files_with_matches", numFiles: shown.length, filenames: shown, ...cut?.applied };
    return { output, text: lines.join("\n") };
  },
  counts({ telling }, { results, notes }) {
    const { shown, cut } = page(results, telling);
    const content = shown.map(([{ path }, { count }]) => `${nameOf(path)}:${count}`).join("\n");
    const numMatches = shown.reduce((sum, [, { count }]) => sum + count, 0);
    const total = `Found ${counted(numMatches, "total occurrence")} across ${counted(shown.length, "file")}.`;
    const filenames = shown.map(([{ path }]) => path);
    return {
      output: { mode: "count", numFiles: shown.length, filenames, content, numMatches, ...cut?.applied },
      text: textOf(content, [total, ...(cut === undefined ? [] : [cut.note]), ...notes]),
    };
  },
  lines(input, { results, notes, isOneFile }) {
    const entries = results.flatMap(([{ path }, { lines }], at) =>
      linesOfFile(isOneFile ? undefined : nameOf(path), lines, input, at > 0),
    );
    const { shown, cut } = page(entries, input.telling);
    const content = shown.join("\n");
    const filenames = results.map(([{ path }]) => path);
    return {
      output: {
        mode: "content",
        numFiles: filenames.length,
        filenames,
        content,
        numLines: shown.length,
        ...cut?.applied,
      },
      text: textOf(content, [...(cut === undefined ? [] : [cut.note]), ...notes]),
    };
  },
};

function textOf(content: string, rest: readonly string[]): string {
  return [content === "" ? "No matches found" : content, ...(rest.length === 0 ? [] : ["", ...rest])].join("\n");
}

/** As ripgrep prints them: `name:12:text` matches, `name-13-text` stands around it, and `--` stands between what is not together. */
function linesOfFile(
  name: string | undefined,
  lines: readonly FoundLine[],
  { query: { before, after }, telling: { numbered } }: GrepInput,
  isLater: boolean,
): readonly string[] {
  const divided = before + after > 0;
  return lines.flatMap(({ number, text, isMatch }, at) => {
    const sign = isMatch ? ":" : "-";
    const last = lines[at - 1]?.number;
    const isApart = divided && (last === undefined ? isLater : number > last + 1);
    const parts = [...(name === undefined ? [] : [name]), ...(numbered ? [number] : []), text];
    return [...(isApart ? ["--"] : []), parts.join(sign)];
  });
}

interface Page<T> {
  readonly shown: readonly T[];
  /** Set when there is more, or was before. */
  readonly cut:
    | { readonly text: string; readonly note: string; readonly applied: Readonly<Record<string, number>> }
    | undefined;
}

function page<T>(entries: readonly T[], { offset, limit }: GrepInput["telling"]): Page<T> {
  const shown = entries.slice(offset, offset + limit);
  const isCut = entries.length > offset + limit;
  if (!isCut && offset === 0) return { shown, cut: undefined };
  const applied = { ...(isCut && { appliedLimit: limit }), ...(offset > 0 && { appliedOffset: offset }) };
  const text = [...(isCut ? [`limit: ${limit}`] : []), ...(offset > 0 ? [`offset: ${offset}`] : [])].join(", ");
  return { shown, cut: { text, note: `[Showing results with pagination = ${text}]`, applied } };
}

function nameOf(path: string): string {
  return printable(path, 4096);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
