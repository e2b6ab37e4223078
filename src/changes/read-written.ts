import { readFileSync, unlinkSync } from "node:fs";
import { type AbsolutePath, bytesOf, parseAbsolutePath } from "../base/index.ts";
import { type Change, type Dressing, lookOf, type Look, stampOf, type Swap } from "./change.ts";
import type { Cover } from "./cover.ts";
import { type Entry, join, listPresent, lookAt, namesIn } from "./list-tree.ts";
import { moveEntry } from "./move-entry.ts";

/** What has been found so far, of all roots. */
export interface Found {
  readonly swaps: Swap[];
  readonly dressings: Dressing[];
  readonly changes: Change[];
  readonly conflicts: string[];
  readonly left: string[];
  /** Began as copies of what is not there: it was renamed, or somebody else has removed it meanwhile. */
  readonly unrooted: string[];
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
  readonly files: string;
  readonly found: Found;
}

/** One path that a command has, or may have, written to. */
export function readEntry(entry: Entry, reading: Reading): void {
  const { found, cover, base } = reading;
  const path = onHost(entry.path, reading);
  if (path !== base && entry.kind === "folder" && cover.roots.includes(path)) return; // it is a root of its own
  const lower = lookAt(path, entry.path);
  if (entry.kind === "folder" && lower?.kind === "folder") return readMerged(entry, lower, reading);
  if (entry.kind === "gone" || entry.kind === "other") {
    if (entry.kind === "other" && lower?.kind !== "other") found.left.push(path);
    if (lower !== undefined && lower.kind !== "other") remove(lower, reading);
    return;
  }
  if (isUntouched(entry, lower, reading)) return;
  if (lower !== undefined && isFresh(lower, reading)) found.conflicts.push(path);
  if (lower === undefined && entry.mark === "copied" && entry.kind !== "folder") found.unrooted.push(path);
  put(entry, lower, reading);
}

/** A folder that was there and still is. */
export function readMerged(entry: Entry, lower: Entry, reading: Reading): void {
  const { found, number, children, isWhole } = reading;
  const [before, after] = [lookOf(lower), lookOf(entry)];
  if (!isAsCopied(entry, reading) && looks.some((trait) => before[trait] !== after[trait]))
    found.dressings.push({ root: number, path: entry.path, before, after });
  if (!isAsCopied(entry, reading) && before.mode !== after.mode)
    addChange("changed", { entry, lower, swap: undefined }, reading);
  const inside = children.get(entry.path) ?? [];
  for (const child of inside) readEntry(child, reading);
  if (entry.mark !== "opaque" && !isWhole) return;
  const kept = new Set(inside.map(({ path }) => path));
  for (const name of namesIn(onHost(entry.path, reading), reading.cover.store.warden)) {
    const path = join(entry.path, name);
    const there = kept.has(path) ? undefined : lookAt(onHost(path, reading), path);
    if (there === undefined || there.kind === "other") continue;
    // What somebody else has made meanwhile was not there to be removed. Of a folder only what is in it tells.
    if (there.kind === "folder" || !isFresh(there, reading)) remove(there, reading);
  }
}

function onHost(path: string, { base }: Reading): AbsolutePath {
  return parseAbsolutePath(path, base);
}

const looks = ["mode", "user", "group", "changedNs"] as const satisfies readonly (keyof Look)[];

const traits = ["kind", "mode", "user", "group", "size", "changedNs", "target"] as const;

/** Most of a copy is. */
function isAsCopied({ touchedNs }: Entry, { isWhole, cover }: Reading): boolean {
  return isWhole && BigInt(touchedNs) < BigInt(cover.copiedNs);
}

/** Opened for writing is not written. */
function isUntouched(entry: Entry, lower: Entry | undefined, reading: Reading): boolean {
  if (isAsCopied(entry, reading)) return true;
  if (lower === undefined || traits.some((trait) => entry[trait] !== lower[trait])) return false;
  if (entry.kind !== "file") return true;
  const [one, other] = [onHost(entry.path, reading), reading.placeOf(entry.path)].map((path) =>
    readFileSync(bytesOf(path)),
  );
  return one !== undefined && other !== undefined && one.equals(other);
}

/**
 * Whether it was touched since the command began. By the kernel's clock, which no program sets. Folders that their owner has closed
 * are opened for a moment to be looked at, which is no change.
 */
function isFresh({ kind, mode, changedNs, touchedNs }: Entry, { cover }: Reading): boolean {
  const isSince = (time: string): boolean => BigInt(time) > BigInt(cover.begunNs);
  return isSince(touchedNs) && (kind !== "folder" || (mode & 0o700) === 0o700 || isSince(changedNs));
}

/** A path that has something of the command's now. */
function put(entry: Entry, lower: Entry | undefined, reading: Reading): void {
  const { found, number, files, cover, placeOf } = reading;
  const swap = found.swaps.length;
  const isReplaced = lower?.kind === "folder";
  if (isReplaced) addRemoved(lower, swap, reading);
  addChange(lower === undefined || isReplaced ? "created" : "changed", { entry, lower, swap }, reading);
  if (entry.kind === "folder") putInside(entry, swap, reading);
  const name = String(swap);
  moveEntry(placeOf(entry.path), `${files}/${name}`, cover.store.warden);
  const moved = lookAt(`${files}/${name}`);
  found.swaps.push({ root: number, path: entry.path, name, old: stampOf(lower), fresh: stampOf(moved) });
}

/** All that came with a new folder. Pipes, sockets and devices stay behind. */
function putInside(folder: Entry, swap: number, reading: Reading): void {
  for (const entry of reading.children.get(folder.path) ?? []) {
    if (entry.kind === "gone" || entry.kind === "other") {
      if (entry.kind === "other") reading.found.left.push(onHost(entry.path, reading));
      unlinkSync(bytesOf(reading.placeOf(entry.path)));
      continue;
    }
    addChange("created", { entry, lower: undefined, swap }, reading);
    if (entry.kind === "folder") putInside(entry, swap, reading);
  }
}

function remove(lower: Entry, reading: Reading): void {
  const { found, number } = reading;
  const swap = found.swaps.length;
  addRemoved(lower, swap, reading);
  found.swaps.push({ root: number, path: lower.path, name: String(swap), old: stampOf(lower), fresh: undefined });
}

function addRemoved(lower: Entry, swap: number, reading: Reading): void {
  for (const entry of listPresent(onHost(lower.path, reading), reading.cover.store.warden, lower.path)) {
    if (isFresh(entry, reading)) reading.found.conflicts.push(onHost(entry.path, reading));
    addChange("deleted", { entry, lower: entry, swap }, reading);
  }
}

interface Told {
  readonly entry: Entry;
  readonly lower: Entry | undefined;
  readonly swap: number | undefined;
}

function addChange(change: Change["change"], { entry, lower, swap }: Told, reading: Reading): void {
  const bytes = (of: Entry | undefined): number => (of?.kind === "file" ? of.size : 0);
  reading.found.changes.push({
    path: onHost(entry.path, reading),
    change,
    kind: entry.kind === "folder" || entry.kind === "link" ? entry.kind : "file",
    bytes: change === "deleted" ? 0 : bytes(entry),
    oldBytes: bytes(lower),
    mode: entry.mode,
    oldMode: lower?.mode ?? entry.mode,
    swap,
    ...(change === "created" && entry.kind === "folder" && entry.mark === "copied" ? { stood: true } : {}),
  });
}
