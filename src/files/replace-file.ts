import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";
import { type AbsolutePath, printable } from "../base/index.ts";
import { done, failed, faultOf, type Tried } from "./fault.ts";
import { fileFault } from "./open-file.ts";
import { fdPath } from "./fd-path.ts";
import type { Reached } from "./reach.ts";
import type { FileDesk } from "./tool.ts";

interface Replacing {
  readonly bytes: Buffer;
  readonly admits: FileDesk["admits"];
  /** What the new text was made from: replaced only while it is that. Absent: whatever is there. */
  readonly over?: Stats;
}

const folderFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Puts bytes into a file, as a whole or not at all: they stand on the disk under another name before they take the place of what
 * was there. Folders that are missing on the way are made. Mode and owner stay; other names of the file keep what it was.
 */
export function replaceFile(at: Reached, { bytes, over, admits }: Replacing): Tried<undefined> {
  const name = at.rest.at(-1);
  const fault = fileFault(at.there?.stats, at.real);
  if (fault !== undefined) return { ok: false, fault };
  if (name === undefined) return failed("file/is-a-folder", `${printable(at.real)}: it is a folder`);
  const refused = admits(bytes, at);
  if (refused !== undefined) return { ok: false, fault: refused };
  try {
    if (at.there !== undefined) accessSync(fdPath(at.there.fd), constants.W_OK);
    const folder = makeFolders(at);
    try {
      return place({ folder, name, real: at.real, before: over ?? at.there?.stats }, bytes);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    return faultOf(error, printable(at.real));
  }
}

/** The folder that the file is to stand in, opened; one name at a time, no link followed. */
function makeFolders({ folder, rest }: Reached): number {
  let at = openSync(fdPath(folder), constants.O_RDONLY | constants.O_DIRECTORY);
  for (const name of rest.slice(0, -1)) {
    const path = fdPath(at, name);
    try {
      mkdirSync(path);
      const next = openSync(path, folderFlags);
      closeSync(at);
      at = next;
    } catch (error) {
      closeSync(at);
      throw error;
    }
  }
  return at;
}

interface Place {
  readonly folder: number;
  readonly name: string;
  readonly real: AbsolutePath;
  readonly before: Stats | undefined;
}

function place({ folder, name, real, before }: Place, bytes: Buffer): Tried<undefined> {
  const target = fdPath(folder, name);
  const draft = fdPath(folder, `.sallyport-${process.pid.toString(36)}-${Math.random().toString(36).slice(2)}`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  // What takes the place of a file is nobody else's to read before it has that one's owner and mode.
  const fd = openSync(draft, flags, before === undefined ? 0o666 : 0o600);
  try {
    writeWhole(fd, bytes);
    if (before !== undefined) dressAs(fd, before);
    fsyncSync(fd);
    if (!isSame(lstatSync(target, { throwIfNoEntry: false }), before)) {
      unlinkSync(draft);
      return failed("file/changed", `${printable(real)}: it was changed meanwhile; read it again`);
    }
    renameSync(draft, target);
    fsyncSync(folder);
    return done(undefined);
  } catch (error) {
    try {
      unlinkSync(draft);
    } catch {
      // ENOENT, or a folder that is no longer ours to change
    }
    throw error;
  } finally {
    closeSync(fd);
  }
}

function writeWhole(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

/** Never the set-user-ID and set-group-ID bits: they were given to what stood there. */
const keptBits = 0o1777;

/** Where the group can't be kept, ours gets none of its rights. */
function dressAs(fd: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(fd, uid, gid);
  } catch {
    // EPERM: an ordinary user can't give files away
  }
  fchmodSync(fd, mode & keptBits & (fstatSync(fd).gid === gid ? keptBits : ~0o070));
}

function isSame(now: Stats | undefined, before: Stats | undefined): boolean {
  if (now === undefined || before === undefined) return now === before;
  return now.dev === before.dev && now.ino === before.ino && now.size === before.size && now.mtimeMs === before.mtimeMs;
}
