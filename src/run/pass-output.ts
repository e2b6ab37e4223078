import { fstatSync, write } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";

/** Takes a command's output as it comes and gives back what of it goes on to the caller. */
export interface OutputFilter {
  readonly push: (chunk: Buffer) => Buffer;
  /** What is left when no more comes. */
  readonly end: () => Buffer;
}

/** What stands between a command and its caller's standard output and standard error. */
export type OutputFilters =
  | {
      readonly stdout: OutputFilter;
      readonly stderr: OutputFilter;
      /** The filters keep what they get: it is for no terminal either, and nobody types anything in. */
      readonly captured?: true;
    }
  /** Both in one, in the order in which they were written; kept, too. */
  | { readonly merged: OutputFilter };

/** A terminal stays the command's own: programs ask it for its size, and nothing but it can edit a line. */
export function isFiltered(fd: 1 | 2): boolean {
  try {
    return !fstatSync(fd).isCharacterDevice();
  } catch {
    return false; // EBADF: it is closed, and so it is for the command
  }
}

/** Passes all of an output on. When its reader has gone, so has the command's: it learns by SIGPIPE, as it would without us. */
export async function passOutput(source: Readable, filter: OutputFilter, fd: number): Promise<void> {
  const pass = async (bytes: Buffer): Promise<boolean> => bytes.length === 0 || (await writeWhole(fd, bytes));
  for await (const chunk of source) if (!(await pass(filter.push(Buffer.from(chunk))))) return;
  await pass(filter.end());
}

/** How soon a full pipe that does not wait for room is tried again, in milliseconds. */
const pause = 2;

/** Not through a stream: one would make a pipe that others write to, too, one that does not wait. False: nobody reads any more. */
async function writeWhole(fd: number, bytes: Buffer): Promise<boolean> {
  for (let at = 0; at < bytes.length;) {
    const { error, count } = await writeSome(fd, bytes.subarray(at));
    if (error?.code === "EAGAIN") await setTimeout(pause);
    else if (error !== null) return false;
    at += count;
  }
  return true;
}

function writeSome(
  fd: number,
  bytes: Buffer,
): Promise<{ readonly error: NodeJS.ErrnoException | null; readonly count: number }> {
  return new Promise((resolve) => write(fd, bytes, (error, count) => resolve({ error, count: count ?? 0 })));
}
