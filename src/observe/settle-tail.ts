import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Head, listLogs, logPath } from "./audit-folder.ts";
import { readLines, readLinesOf } from "./read-lines.ts";
import { parseLine } from "./record-line.ts";

const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;

/** Where torn pieces are kept: no record was acknowledged for them, but they may tell what happened. */
function tornPath(folder: string, file: number, start: number): string {
  return join(folder, `torn-${file}-${start}`);
}

/**
 * Called with the lock held when the file is not as long as the head says. Records that a killed writer
 * appended without moving the head are taken in; half a line is moved to a file of its own. A file that is too
 * short was cut by somebody: the chain goes on from the head, and the gap stays for everyone to see.
 */
export function settleTail(folder: string, fd: number, head: Head): Head {
  const size = fstatSync(fd).size;
  if (size < head.size) {
    if (size > 0 && !endsLine(fd, size)) writeSync(fd, "\n");
    return { ...head, size: fstatSync(fd).size };
  }
  let after = head;
  for (const { bytes, start, end, torn } of readLinesOf(fd, head.size, size)) {
    if (torn) {
      moveAside(fd, start, end, tornPath(folder, head.file, start));
      return { ...after, size: start };
    }
    const parsed = parseLine(bytes);
    if (parsed?.unchanged === true && parsed.record.prev === after.hash) {
      after = { ...after, seq: parsed.record.seq, hash: parsed.record.hash };
    }
    after = { ...after, size: end };
  }
  return after;
}

/** Finds the last record of the log when the head is lost. */
export function findHead(folder: string): Head | undefined {
  for (const file of listLogs(folder).toReversed()) {
    let found: Head | undefined;
    for (const { bytes, end, torn } of readLines(logPath(folder, file))) {
      const parsed = torn ? undefined : parseLine(bytes);
      if (parsed?.unchanged === true) found = { file, seq: parsed.record.seq, hash: parsed.record.hash, size: end };
    }
    if (found !== undefined) return found;
  }
  return undefined;
}

function endsLine(fd: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return readSync(fd, last, 0, 1, size - 1) === 1 && last[0] === 0x0a;
}

function moveAside(fd: number, start: number, end: number, to: string): void {
  const target = openSync(to, O_CREAT | O_TRUNC | O_WRONLY | O_NOFOLLOW, 0o600);
  try {
    const chunk = Buffer.alloc(64 * 1024);
    for (let done = start; done < end;) {
      const length = readSync(fd, chunk, 0, Math.min(chunk.length, end - done), done);
      if (length === 0) break;
      writeSync(target, chunk, 0, length);
      done += length;
    }
  } finally {
    closeSync(target);
  }
  ftruncateSync(fd, start);
}
