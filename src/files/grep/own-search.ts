import { readSync } from "node:fs";
import type { Found, OpenedFile } from "./found.ts";
import { createLineSearch, type LineSearch } from "./line-search.ts";
import type { Query } from "./query.ts";
import type { Regex } from "./regex.ts";
import { headBytes, kindOfHead } from "./text-kind.ts";
import { searchWhole } from "./whole-search.ts";

const windowBytes = 1024 * 1024;
/** What is behind so many bytes of one line is not searched. */
const longestLine = 4 * windowBytes;
const newline = 0x0a;

/** Searches one file without ripgrep, in little memory; nothing when it is no text, or has nothing of it. */
export function searchFile(file: OpenedFile, query: Query, regex: Regex, isLate: () => boolean): Found | undefined {
  const window = Buffer.allocUnsafe(Math.min(windowBytes, Math.max(headBytes, file.size + 1)));
  const filled = readSync(file.fd, window, 0, window.length, 0);
  const kind = kindOfHead(window.subarray(0, filled));
  if (kind === "binary") return undefined;
  const found =
    kind === "utf8" && !query.multiline
      ? searchWindows(file.fd, { window, filled, isLate }, createLineSearch(query, regex))
      : searchWhole(file, kind, query, regex);
  return found === undefined || found.count === 0 ? undefined : found;
}

interface Reading {
  readonly window: Buffer;
  /** Bytes of it that are read already, from the start of the file. */
  readonly filled: number;
  readonly isLate: () => boolean;
}

function searchWindows(fd: number, { window, filled, isLate }: Reading, search: LineSearch): Found {
  let rest: Buffer = Buffer.alloc(0);
  let isTooLong = false;
  let position = 0;
  for (let count = filled; count > 0 && !search.isDone() && !isLate();) {
    const part = window.subarray(0, count);
    const end = part.lastIndexOf(newline) + 1;
    // The rest of a line that is too long is left out, with the end of it.
    const start = isTooLong ? part.indexOf(newline) + 1 : 0;
    if (end > start) search.take(Buffer.concat([rest, part.subarray(start, end)]).toString("utf8"));
    if (end > 0) [rest, isTooLong] = [Buffer.from(part.subarray(end)), false];
    else if (!isTooLong) rest = Buffer.concat([rest, part]);
    if (rest.length > longestLine) {
      search.take(rest.toString("utf8"));
      [rest, isTooLong] = [Buffer.alloc(0), true];
    }
    position += count;
    count = readSync(fd, window, 0, window.length, position);
  }
  if (rest.length > 0 && !search.isDone()) search.take(rest.toString("utf8"));
  return search.found();
}
