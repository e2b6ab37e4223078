import { chmodSync, unlinkSync } from "node:fs";
import { bytesOf } from "../base/index.ts";
import { type Change, lookOf, type Look, stampOf } from "./change.ts";
import { hasGone, isFresh } from "./fresh.ts";
import { type Entry, join, lookAt } from "./list-tree.ts";
import { moveEntry } from "./move-entry.ts";
import { isAsCopied, isClosed, isUntouched, onHost, openUp, type Reading } from "./reading.ts";

/** One path that a command has, or may have, written to. */
export function readEntry(entry: Entry, reading: Reading): void {
  const { found, cover, base, sight } = reading;
  const path = onHost(entry.path, reading);
  if (path !== base && entry.kind === "folder" && cover.roots.includes(path)) return; // it is a root of its own
  const lower = sight.at(path, entry.path);
  if (entry.kind === "folder" && lower?.kind === "folder") return readMerged(entry, lower, reading);
  if (entry.kind === "gone" || entry.kind === "other") {
    if (entry.kind === "other" && lower?.kind !== "other") found.left.push(path);
    if (lower !== undefined && lower.kind !== "other") remove(lower, reading);
    return;
  }
  if (isUntouched(entry, lower, reading)) return;
  if (lower !== undefined && isFresh(lower, cover)) found.conflicts.push(path);
  put(entry, lower, reading);
}

/** A folder that was there and still is. */
export function readMerged(entry: Entry, lower: Entry, reading: Reading): void {
  const { found, number, children } = reading;
  const before = lookOf(lower);
  const after = isAsCopied(entry, reading) ? before : lookAfter(entry, lower);
  const dressing = { root: number, path: entry.path, before, after };
  const [at, swapsBefore] = [found.dressings.length, found.swaps.length];
  const isDressed = looks.some((trait) => before[trait] !== after[trait]);
  if (isDressed) found.dressings.push(dressing);
  if (before.mode !== after.mode) addChange("changed", { entry, lower, swap: undefined }, reading);
  openUp(entry, reading);
  const inside = children.get(entry.path) ?? [];
  for (const child of inside) readEntry(child, reading);
  readRemoved(entry, inside, reading);
  // A closed one is opened for a moment by what lands in it: a landing that was cut short there must close it again.
  if (!isDressed && isClosed(before) && found.swaps.length > swapsBefore) found.dressings.splice(at, 0, dressing);
}

/** What was in a folder and is not any more. */
function readRemoved(entry: Entry, inside: readonly Entry[], reading: Reading): void {
  const { isWhole, sight, cover } = reading;
  if (entry.mark !== "opaque" && !isWhole) return;
  const kept = new Set(inside.map(({ path }) => path));
  for (const name of sight.namesIn(onHost(entry.path, reading))) {
    const path = join(entry.path, name);
    const there = kept.has(path) ? undefined : sight.at(onHost(path, reading), path);
    if (there === undefined || there.kind === "other") continue;
    // What somebody else has made meanwhile was not there to be removed. Of a folder only what is in it tells.
    if (there.kind === "folder" || !isFresh(there, cover)) remove(there, reading);
  }
}

/** Only root gives folders away: one that is another's there and ours here is so because it was made here. */
function lookAfter(entry: Entry, { user, group, mode }: Entry): Look {
  const after = lookOf(entry);
  if (process.geteuid?.() === 0 || (after.user === user && after.group === group)) return after;
  return { ...after, user, group, mode: after.mode | (mode & 0o6000) };
}

const looks = ["mode", "user", "group", "changedNs"] as const satisfies readonly (keyof Look)[];

/** A path that has something of the command's now. */
function put(entry: Entry, lower: Entry | undefined, reading: Reading): void {
  const { found, number, files, cover, placeOf } = reading;
  const swap = found.swaps.length;
  const isReplaced = lower?.kind === "folder";
  if (isReplaced) addRemoved(lower, swap, reading);
  addChange(lower === undefined || isReplaced ? "created" : "changed", { entry, lower, swap }, reading);
  if (lower === undefined) noteGone(entry, reading);
  if (entry.kind === "folder") putInside(entry, swap, reading);
  const name = String(swap);
  moveEntry(placeOf(entry.path), `${files}/${name}`, cover.store.warden);
  const moved = lookAt(`${files}/${name}`);
  found.swaps.push({ root: number, path: entry.path, name, old: stampOf(lower), fresh: stampOf(moved) });
}

/** All that came with a new folder. Pipes, sockets and devices stay behind. */
function putInside(folder: Entry, swap: number, reading: Reading): void {
  openUp(folder, reading);
  for (const entry of reading.children.get(folder.path) ?? []) {
    if (entry.kind === "gone" || entry.kind === "other") {
      if (entry.kind === "other") reading.found.left.push(onHost(entry.path, reading));
      unlinkSync(bytesOf(reading.placeOf(entry.path)));
      continue;
    }
    addChange("created", { entry, lower: undefined, swap }, reading);
    noteGone(entry, reading);
    if (entry.kind === "folder") putInside(entry, swap, reading);
  }
  if (isClosed(folder)) chmodSync(bytesOf(reading.placeOf(folder.path)), folder.mode);
}

/** What a command has changed while somebody else removed it must not come back unasked. */
function noteGone(entry: Entry, reading: Reading): void {
  const { found, cover, number, isWhole } = reading;
  const path = onHost(entry.path, reading);
  if (isWhole && cover.copied[number]?.has(entry.path) === true) {
    if (!isAsCopied(entry, reading)) found.conflicts.push(path);
  } else if (entry.mark === "copied" && entry.kind !== "folder" && hasGone(path, reading)) found.unrooted.push(path);
}

function remove(lower: Entry, reading: Reading): void {
  const { found, number } = reading;
  const swap = found.swaps.length;
  addRemoved(lower, swap, reading);
  found.swaps.push({ root: number, path: lower.path, name: String(swap), old: stampOf(lower), fresh: undefined });
}

function addRemoved(lower: Entry, swap: number, reading: Reading): void {
  const { sight, cover, found } = reading;
  for (const entry of sight.below(onHost(lower.path, reading), lower.path)) {
    if (isFresh(entry, cover)) found.conflicts.push(onHost(entry.path, reading));
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
