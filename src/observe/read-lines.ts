import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { maxLineBytes } from "./record-line.ts";

export interface Line {
  /** Without its line feed; empty when the line is too long to be a record. */
  readonly bytes: Buffer;
  /** Byte offsets in the file; `end` is past the line feed. */
  readonly start: number;
  readonly end: number;
  /** The file ended before a line feed. */
  readonly torn: boolean;
  readonly tooLong: boolean;
}

const chunkBytes = 64 * 1024;
const lineFeed = 0x0a;

/** Streams a file's lines in constant memory, whatever they hold. */
export function* readLines(path: string, from = 0, to = Number.MAX_SAFE_INTEGER): Generator<Line> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    yield* readLinesOf(fd, from, to);
  } finally {
    closeSync(fd);
  }
}

export function* readLinesOf(fd: number, from: number, to = Number.MAX_SAFE_INTEGER): Generator<Line> {
  const chunk = Buffer.alloc(chunkBytes);
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let start = from;
  let position = from;
  const keep = (piece: Buffer): void => {
    keptBytes += piece.length;
    if (keptBytes <= maxLineBytes) kept.push(Buffer.from(piece));
  };
  const take = (end: number, torn: boolean): Line => {
    const tooLong = keptBytes > maxLineBytes;
    const line = { bytes: tooLong ? Buffer.alloc(0) : Buffer.concat(kept), start, end, torn, tooLong };
    kept = [];
    keptBytes = 0;
    start = end;
    return line;
  };
  for (;;) {
    const length = readSync(fd, chunk, 0, Math.min(chunkBytes, to - position), position);
    if (length === 0) break;
    let done = 0;
    for (let feed = chunk.indexOf(lineFeed); feed >= 0 && feed < length; feed = chunk.indexOf(lineFeed, done)) {
      keep(chunk.subarray(done, feed));
      done = feed + 1;
      yield take(position + done, false);
    }
    keep(chunk.subarray(done, length));
    position += length;
  }
  if (position > start) yield take(position, true);
}

/** Where the last `count` whole lines of a file begin, and how many of them there are. Reads backwards. */
export function lastLines(path: string, count: number): { readonly offset: number; readonly lines: number } {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const chunk = Buffer.alloc(chunkBytes);
    let lines = -1;
    for (let end = fstatSync(fd).size; end > 0;) {
      const start = Math.max(0, end - chunkBytes);
      const length = readSync(fd, chunk, 0, end - start, start);
      for (let index = length - 1; index >= 0; index -= 1) {
        if (chunk[index] !== lineFeed) continue;
        lines += 1;
        if (lines === count) return { offset: start + index + 1, lines };
      }
      end = start;
    }
    return { offset: 0, lines: lines + 1 };
  } finally {
    closeSync(fd);
  }
}
