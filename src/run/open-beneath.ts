import { accessSync, chmodSync, closeSync, constants, fstatSync, openSync } from "node:fs";
import { basename, dirname } from "node:path";
import process from "node:process";
import { type AbsolutePath, parseAbsolutePath, bytesOf } from "../base/index.ts";

/** O_PATH (open(2)), for which Node has no name: it takes no permission to open what is only gone through. */
const pathOnly = 0o10_000_000;
const folderFlags = pathOnly | constants.O_DIRECTORY | constants.O_NOFOLLOW;

const bits = { look: 0o500, change: 0o700 } as const;
const needs = {
  look: constants.R_OK | constants.X_OK,
  change: constants.R_OK | constants.W_OK | constants.X_OK,
} as const;

/**
 * The way to a folder. What this user's own folders on it lack they have until it is disposed of: a command can open what it has
 * closed, and other programs may do so for it.
 */
export interface Way extends Disposable {
  /** A name that stays with that very folder; absent where the way ends before, leads through a link, or is not ours to go. */
  readonly pinned: string | undefined;
}

interface Given {
  readonly fd: number;
  readonly mode: number;
}

/** Opens the way to a folder one name at a time, no link followed: what another command swaps in meanwhile is not reached. */
export function openWay(folder: AbsolutePath, purpose: keyof typeof bits): Way {
  const given: Given[] = [];
  let at = openSync("/", folderFlags);
  let isThere = true;
  for (const name of folder.split("/").filter(Boolean)) {
    const next = enter(at, name, given);
    if (next === undefined) {
      isThere = false;
      break;
    }
    closeUnlessGiven(at, given);
    at = next;
  }
  if (isThere && !isOpen(at, needs[purpose])) isThere = give(at, bits[purpose], given);
  return {
    pinned: isThere ? nameOf(at) : undefined,
    [Symbol.dispose]() {
      closeUnlessGiven(at, given);
      for (const { fd, mode } of given.toReversed()) takeBack(fd, mode);
    },
  };
}

function nameOf(fd: number): string {
  return `/proc/self/fd/${fd}`;
}

function closeUnlessGiven(fd: number, given: readonly Given[]): void {
  if (!given.some((each) => each.fd === fd)) closeSync(fd);
}

function enter(folder: number, name: string, given: Given[]): number | undefined {
  const open = (): number | undefined => {
    try {
      return openSync(bytesOf(`${nameOf(folder)}/${name}`), folderFlags);
    } catch {
      return undefined; // ENOENT, ENOTDIR for a link, EACCES
    }
  };
  return open() ?? (!isOpen(folder, constants.X_OK) && give(folder, 0o100, given) ? open() : undefined);
}

function isOpen(folder: number, mode: number): boolean {
  try {
    accessSync(nameOf(folder), mode);
    return true;
  } catch {
    return false; // EACCES, EROFS
  }
}

/** A set-group-ID bit of a group that is none of ours could not be given back (chmod(2)). */
function give(fd: number, wanted: number, given: Given[]): boolean {
  const { uid, gid, mode } = fstatSync(fd);
  const missing = wanted & ~mode;
  const losesGroup = (mode & 0o2000) !== 0 && process.getgroups?.().includes(gid) !== true;
  if (uid !== process.geteuid?.() || missing === 0 || losesGroup) return false;
  try {
    chmodSync(nameOf(fd), (mode & 0o7777) | missing);
  } catch {
    return false; // EPERM, EROFS
  }
  given.push({ fd, mode: missing });
  return true;
}

/** Exactly what was given: what others change meanwhile stays changed. */
function takeBack(fd: number, mode: number): void {
  try {
    chmodSync(nameOf(fd), fstatSync(fd).mode & 0o7777 & ~mode);
  } catch {
    // EPERM, EROFS: it has been taken from us meanwhile
  }
  closeSync(fd);
}

/** True when it failed for want of a permission: the owner of a folder may give it. */
export function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EACCES";
}

/** Hands over a name for `path` that stays in that very folder. Nothing when the way is not there, or work in it fails. */
export function atPlace<T>(path: AbsolutePath, work: (pinned: string) => T): T | undefined {
  using way = openWay(parseAbsolutePath(dirname(path)), "change");
  if (way.pinned === undefined) return undefined;
  try {
    return work(`${way.pinned}/${basename(path)}`);
  } catch {
    return undefined; // not there as it was found, or not ours to change
  }
}

/** Changes a file's mode, whatever it is, and follows no link. False when it is no file or has that mode. */
export function changeMode(path: string, change: (mode: number) => number): boolean {
  const fd = openSync(path, pathOnly | constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(fd);
    const mode = stats.mode & 0o7777;
    if (!stats.isFile() || change(mode) === mode) return false;
    chmodSync(nameOf(fd), change(mode));
    return true;
  } finally {
    closeSync(fd);
  }
}
