import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from "node:fs";

/**
 * What a process has as its standard input, where that is a file: all of it, wherever the process reads on. Nothing for a pipe, from which
 * nobody else can read without taking it away; `large` for a file of more bytes.
 */
export function inputOf(pid: number, mostBytes: number): Buffer | "large" | undefined {
  const path = `/proc/${pid}/fd/0`;
  try {
    if (!statSync(path).isFile()) return undefined;
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return fstatSync(fd).size > mostBytes ? "large" : readFileSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined; // EACCES, ENOENT: closed, or a file that is not for this user to read
  }
}
