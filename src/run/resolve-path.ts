import { accessSync, constants, lstatSync, readlinkSync, type Stats } from "node:fs";
import { basename, dirname } from "node:path";
import process from "node:process";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { HostSide } from "./host-side.ts";
import { isClosed } from "./open-beneath.ts";
import type { PathFact } from "../confine/index.ts";

/** As many links as the kernel follows. */
const maxLinks = 40;

/** Finds out what stands at a path, remembering each folder on the way. */
export type PathResolver = (path: AbsolutePath) => PathFact;

/**
 * Resolves links one name at a time, because below a sandbox root an absolute link leads to another place than
 * it does on the host.
 */
export function createPathResolver(side: HostSide): PathResolver {
  const known = new Map<AbsolutePath, PathFact>();

  const absent = (real: AbsolutePath, creatable: boolean): PathFact => ({
    kind: "absent",
    real,
    creatable,
    standIn: false,
  });
  const behind = (closed: AbsolutePath | undefined, real: AbsolutePath): PathFact =>
    closed === undefined ? absent(real, false) : { ...absent(real, false), closed };

  const look = (path: AbsolutePath, links: number): PathFact => {
    if (path === "/") return { kind: "folder", real: path, creatable: false, standIn: false };
    const remembered = known.get(path);
    if (remembered !== undefined) return remembered;
    const parent = look(parseAbsolutePath(dirname(path)), links);
    const fact = child(parent, basename(path), links);
    known.set(path, fact);
    return fact;
  };

  const child = (parent: PathFact, name: string, links: number): PathFact => {
    const real = parseAbsolutePath(`${parent.real}/${name}`);
    if (parent.closed !== undefined) return behind(parent.closed, real);
    if (parent.kind !== "folder" && !side.isSystem(real))
      return absent(real, parent.kind === "absent" && parent.creatable);
    const stats = lstat(side.at(real));
    if (stats === "unreachable") return absent(real, false);
    if (stats === "closed") return behind(isOwn(side.within(parent.real)) ? parent.real : undefined, real);
    if (stats === undefined) return absent(real, isWritable(side.within(parent.real)));
    if (!stats.isSymbolicLink()) return found(real, stats);
    if (links >= maxLinks) return absent(real, false);
    return look(parseAbsolutePath(readlinkSync(side.at(real)), parent.real), links + 1);
  };

  return (path) => look(path, 0);
}

/** `placeholder_time` of trace.c: what is put into such a folder changes its time. */
const standInTime = 946_684_800_000;

function found(real: AbsolutePath, stats: Stats): PathFact {
  const standIn = stats.isDirectory() ? stats.mtimeMs === standInTime : stats.isSocket() && (stats.mode & 0o7777) === 0;
  return { kind: stats.isDirectory() ? "folder" : "file", real, creatable: false, standIn };
}

function lstat(path: string): Stats | "closed" | "unreachable" | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return isClosed(error) ? "closed" : "unreachable"; // ENAMETOOLONG, ELOOP
  }
}

/** What its owner can't reach a command can, once it has opened the folder. */
function isOwn(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.uid === process.geteuid?.();
}

/** A folder of this user's own can be made writable. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    return isClosed(error) && isOwn(folder); // else EROFS
  }
}
