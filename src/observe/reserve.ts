import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, renameSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { auditFailure, isErrno } from "./audit-failure.ts";
import { logPath, openOwn } from "./audit-folder.ts";
import { maxLineBytes } from "./record-line.ts";

/** For a record of any length. It is on the disk already: to write over it takes no more of that, whoever fills it meanwhile. */
const reserveBytes = maxLineBytes;

const noRoom = ["ENOSPC", "EDQUOT", "EFBIG"] as const;

/** True when something could not be written for want of room. */
export function isForRoom(error: unknown): boolean {
  return noRoom.some((code) => isErrno(error, code));
}

function reservePath(folder: string): string {
  return join(folder, "reserve");
}

export function isReserved(folder: string): boolean {
  return statSync(reservePath(folder), { throwIfNoEntry: false })?.size === reserveBytes;
}

/** Called with the lock held. As much as there is stays, where it is too little: it may do for a record that is short. */
export function makeReserve(folder: string): void {
  const fd = openOwn(reservePath(folder), "update");
  try {
    const block = Buffer.alloc(64 * 1024);
    for (let size = fstatSync(fd).size; size < reserveBytes;) {
      size += writeSync(fd, block, 0, Math.min(block.length, reserveBytes - size), size);
    }
  } finally {
    closeSync(fd);
  }
}

/** The number of the log's file that the reserve can become. */
export function numberAfter(folder: string, file: number): number {
  return existsSync(logPath(folder, file + 1)) ? numberAfter(folder, file + 1) : file + 1;
}

/** Called with the lock held: the reserve becomes the log's file of that number, with this text in it. Gives its size. */
export function useReserve(folder: string, file: number, text: string): number {
  const bytes = Buffer.from(text, "utf8");
  const fd = openOwn(reservePath(folder), "update");
  try {
    if (bytes.length > fstatSync(fd).size) throw auditFailure(folder, "the room set aside does not do for this record");
    for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done, done);
    ftruncateSync(fd, bytes.length);
    fsyncSync(fd);
    renameSync(reservePath(folder), logPath(folder, file));
    return bytes.length;
  } finally {
    closeSync(fd);
  }
}
