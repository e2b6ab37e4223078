import { readSync } from "node:fs";
import { printable } from "../base/index.ts";
import { done, failed, faultOf, type Tried } from "./fault.ts";
import type { OpenFile } from "./open-file.ts";

export interface Lines {
  /** From the first line that was asked for on. */
  readonly bytes: Buffer;
  readonly count: number;
  readonly total: number;
}

interface Wanted {
  /** Counted from 1. */
  readonly first: number;
  readonly count: number;
  readonly mostBytes: number;
}

const newline = 0x0a;
const chunkBytes = 256 * 1024;

/** Some lines of a file, in memory for those alone, and how many it has. */
export function readLines({ fd, real }: OpenFile, { first, count, mostBytes }: Wanted): Tried<Lines> {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let line = 1;
  // Whether the line that is being read has any byte yet.
  let isBegun = false;
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const take = (part: Buffer): void => {
    let at = 0;
    while (at < part.length) {
      const found = part.indexOf(newline, at);
      const end = found === -1 ? part.length : found + 1;
      if (line >= first && line < first + count) {
        keptBytes += end - at;
        if (keptBytes <= mostBytes) kept.push(Buffer.from(part.subarray(at, end)));
      }
      isBegun = found === -1;
      if (!isBegun) line += 1;
      at = end;
    }
  };
  try {
    let position = 0;
    for (let length = 1; length > 0; position += length) {
      length = readSync(fd, chunk, 0, chunk.length, position);
      take(chunk.subarray(0, length));
    }
  } catch (error) {
    return faultOf(error, printable(real));
  }
  if (keptBytes > mostBytes)
    return failed(
      "file/too-large",
      `${printable(real)}: these lines have ${keptBytes} bytes, more than ${mostBytes}; read fewer of them with offset and limit, or search with Grep`,
    );
  const total = isBegun ? line : line - 1;
  return done({ bytes: Buffer.concat(kept), count: Math.max(0, Math.min(total - first + 1, count)), total });
}
