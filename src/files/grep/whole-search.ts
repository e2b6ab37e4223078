import { readSync } from "node:fs";
import { type Found, type FoundLine, foundLine, foundParts, linesOf, type OpenedFile } from "./found.ts";
import { createLineSearch } from "./line-search.ts";
import type { Query } from "./query.ts";
import type { Regex, Span } from "./regex.ts";

/** A file that has more bytes is not searched as a whole. */
export const mostWholeBytes = 64 * 1024 * 1024;
/** In a text that has more, matches are looked for one by one: all of them could take too much memory. */
const mostAtOnce = 4 * 1024 * 1024;

/** Searches a text that must be in memory: for matches over several lines, or because its lines don't end at a byte. */
export function searchWhole(file: OpenedFile, encoding: string, query: Query, regex: Regex): Found | undefined {
  if (file.size > mostWholeBytes) return undefined;
  const bytes = Buffer.allocUnsafe(file.size);
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, readSync(file.fd, bytes, 0, bytes.length, 0)));
  if (query.multiline) return searchAcross(text, query, regex);
  const search = createLineSearch(query, regex);
  search.take(text);
  return search.found();
}

function searchAcross(text: string, query: Query, regex: Regex): Found {
  if (!regex.isMatch(text)) return { count: 0, lines: [] };
  if (query.tell === "files") return { count: 1, lines: [] };
  const bytes = Buffer.from(text);
  // Behind the last line there is nothing that could match.
  const spans = matchesIn(text, bytes, query, regex).filter(({ start }) => start < bytes.length);
  if (query.tell === "counts") return { count: spans.length, lines: [] };
  const lines = linesOf(text);
  const starts = startsOf(lines);
  const lineAt = (offset: number): number => starts.findLastIndex((start) => start <= offset);
  const parts = (): readonly FoundLine[] => spans.flatMap(({ start, value }) => foundParts(lineAt(start) + 1, value));
  if (query.only) return { count: spans.length, lines: parts() };
  const matching = new Set<number>();
  for (const { start, end } of spans) {
    for (let at = lineAt(start); at <= lineAt(Math.max(start, end - 1)); at += 1) matching.add(at);
  }
  return { count: spans.length, lines: withLinesAround(lines, matching, query) };
}

function matchesIn(text: string, bytes: Buffer, { most }: Query, regex: Regex): readonly Span[] {
  if (bytes.length <= mostAtOnce) return regex.findAll(text);
  const spans: Span[] = [];
  for (let from = 0; from <= bytes.length && spans.length < most;) {
    const span = regex.findAt(text, from);
    if (span === undefined) break;
    spans.push(span);
    from = span.end > span.start ? span.end : nextCharacter(bytes, span.end);
  }
  return spans;
}

function nextCharacter(bytes: Buffer, at: number): number {
  let next = at + 1;
  while (((bytes[next] ?? 0) & 0xc0) === 0x80) next += 1;
  return next;
}

/** Where each line begins, in bytes. */
function startsOf(lines: readonly string[]): readonly number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += Buffer.byteLength(line);
    return start;
  });
}

function withLinesAround(
  lines: readonly string[],
  matching: ReadonlySet<number>,
  { before, after }: Query,
): readonly FoundLine[] {
  const shown = new Set<number>();
  for (const at of matching) {
    for (let near = Math.max(0, at - before); near <= Math.min(lines.length - 1, at + after); near += 1)
      shown.add(near);
  }
  return [...shown]
    .toSorted((one, other) => one - other)
    .map((at) => foundLine(at + 1, lines[at] ?? "", matching.has(at)));
}
