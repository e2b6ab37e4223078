import { closeSync, constants, openSync, readSync, type Stats } from "node:fs";
import { type AbsolutePath, printable } from "../base/index.ts";
import { done, failed, faultOf, type FileFault, type Tried } from "./fault.ts";
import { fdPath } from "./fd-path.ts";
import type { Reached } from "./reach.ts";

/** A file that is open for reading. */
export interface OpenFile extends Disposable {
  readonly fd: number;
  readonly real: AbsolutePath;
  /** As it was when it was reached. */
  readonly stats: Stats;
}

/** Opens what is a file; a pipe or a device is not even touched. */
export function openFile({ there, real }: Reached): Tried<OpenFile> {
  const fault = fileFault(there?.stats, real);
  if (fault !== undefined) return { ok: false, fault };
  if (there === undefined) return failed("file/not-found", `${printable(real)}: there is no such file`);
  try {
    const fd = openSync(fdPath(there.fd), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    return done({ fd, real, stats: there.stats, [Symbol.dispose]: () => closeSync(fd) });
  } catch (error) {
    return faultOf(error, printable(real));
  }
}

/** Why something is not a file that can be read or replaced; nothing where it is one, or is not there. */
export function fileFault(stats: Stats | undefined, path: AbsolutePath): FileFault | undefined {
  if (stats === undefined || stats.isFile()) return undefined;
  return stats.isDirectory()
    ? { code: "file/is-a-folder", message: `${printable(path)}: it is a folder` }
    : { code: "file/not-a-file", message: `${printable(path)}: it is a pipe, a socket or a device` };
}

/** All of a file that has no more than `most` bytes. */
export function readBytes({ fd, real, stats }: OpenFile, most: number): Tried<Buffer> {
  const tooLarge = (size: string): Tried<Buffer> =>
    failed("file/too-large", `${printable(real)}: it has ${size} bytes, of which at most ${most} are read`);
  if (stats.size > most) return tooLarge(`${stats.size}`);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Files of the kernel's don't tell their size before.
    while (length <= most) {
      const chunk = Buffer.allocUnsafe(Math.min(1024 * 1024, Math.max(4096, stats.size + 1)));
      const count = readSync(fd, chunk, 0, chunk.length, length);
      if (count === 0) return done(Buffer.concat(chunks));
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
  } catch (error) {
    return faultOf(error, printable(real));
  }
  return tooLarge("more");
}
