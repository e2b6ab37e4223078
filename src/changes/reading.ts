import { chmodSync, readFileSync } from "node:fs";
import { type AbsolutePath, bytesOf, parseAbsolutePath } from "../base/index.ts";
import type { Change, Dressing, Swap } from "./change.ts";
import type { Cover } from "./cover.ts";
import type { Entry } from "./list-tree.ts";
import type { Sight } from "./sight.ts";

/** What has been found so far, of all roots. */
export interface Found {
  readonly swaps: Swap[];
  readonly dressings: Dressing[];
  readonly changes: Change[];
  readonly conflicts: string[];
  readonly left: string[];
  /** Began as copies of what may have been there and is not any more: it was renamed, or somebody else has removed it meanwhile. */
  readonly unrooted: AbsolutePath[];
  /** The numbers of the roots that stand no longer. */
  readonly gone: number[];
}

/** One root, and how what was written to it is to be read. */
export interface Reading {
  readonly cover: Cover;
  readonly number: number;
  /** What the paths of changes start from. */
  readonly base: AbsolutePath;
  /** All of it was copied: what is not there has been removed. */
  readonly isWhole: boolean;
  /** What was written, by folder. */
  readonly children: ReadonlyMap<string, readonly Entry[]>;
  readonly placeOf: (path: string) => string;
  /** Of the host. */
  readonly sight: Sight;
  readonly files: string;
  readonly found: Found;
}

export function onHost(path: string, { base }: Reading): AbsolutePath {
  return parseAbsolutePath(path, base);
}

export function isClosed({ mode }: Pick<Entry, "mode">): boolean {
  return (mode & 0o700) !== 0o700;
}

/** A command may have closed a folder when it was done; how it looks has been noted by now. */
export function openUp(folder: Entry, { placeOf }: Reading): void {
  if (isClosed(folder)) chmodSync(bytesOf(placeOf(folder.path)), folder.mode | 0o700);
}

const traits = ["kind", "mode", "user", "group", "size", "changedNs", "target"] as const;

/** Most of a copy is. */
export function isAsCopied({ touchedNs }: Entry, { isWhole, cover }: Reading): boolean {
  return isWhole && BigInt(touchedNs) < BigInt(cover.copiedNs);
}

function isWrittenInside({ path }: Entry, reading: Reading): boolean {
  const inside = reading.children.get(path) ?? [];
  return inside.some((entry) => !isAsCopied(entry, reading) || isWrittenInside(entry, reading));
}

/** Opened for writing is not written. */
export function isUntouched(entry: Entry, lower: Entry | undefined, reading: Reading): boolean {
  if (isAsCopied(entry, reading)) return lower?.kind === entry.kind || !isWrittenInside(entry, reading);
  if (lower === undefined || traits.some((trait) => entry[trait] !== lower[trait])) return false;
  return entry.kind !== "file" || hasSameBytes(onHost(entry.path, reading), reading.placeOf(entry.path));
}

function hasSameBytes(one: string, other: string): boolean {
  try {
    return readFileSync(bytesOf(one)).equals(readFileSync(bytesOf(other)));
  } catch {
    return false; // EACCES, or too much to be held at once: then it counts as written
  }
}
