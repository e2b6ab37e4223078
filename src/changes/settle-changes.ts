import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { AbsolutePath } from "../base/index.ts";
import type { Change, Changes } from "./change.ts";
import { collectChanges } from "./collect-changes.ts";
import { type Cover, isBare } from "./cover.ts";
import { clockOf } from "./clock.ts";
import { land, type Landing } from "./land.ts";
import { ownSelf } from "./owner.ts";
import { prune } from "./prune.ts";
import { type Shade, shadesOf } from "./shade.ts";
import { type SidesOf, sidesOf } from "./sides-of.ts";
import { turnedRound } from "./turn-round.ts";
import { type KeptChanges, readRecord, type Refusal, type State, writeRecord } from "./record.ts";
import { makeFolder, newId, removeFolder, removeWork, shelfOf, type Store } from "./store.ts";

/** Who wrote, for the record. */
export type About = Pick<KeptChanges, "tool" | "command" | "cwd" | "profile" | "startedMs">;

/** What speaks against changes; nothing when they may land. `shades` is what is to land, for whoever looks at it as a whole. */
export type Judge = (
  changes: readonly Change[],
  sidesOf: SidesOf,
  shades: () => readonly Shade[],
) => Promise<readonly Refusal[]>;

interface Wish {
  readonly about: About;
  /** `hold`: what may land waits for somebody to agree. */
  readonly mode: "check" | "hold";
  readonly judge: Judge;
}

/** What became of the changes; the state is what they have now. */
export interface Settled {
  readonly record: KeptChanges;
  readonly landing: Landing | undefined;
}

/**
 * Judges what a command has written under a cover, and lands it, refuses it or holds it, as a whole. Nothing for nothing. Until
 * `keepChanges` the transaction is under way: whatever lands may still be looked at.
 */
export async function settleChanges(cover: Cover, { about, mode, judge }: Wish): Promise<Settled | undefined> {
  const { store, id } = cover;
  const folder = shelfOf(store, "active", id);
  if (isBare(cover)) {
    dropChanges(cover);
    return undefined;
  }
  makeFolder(`${folder}/files`);
  const found = collectChanges(cover, `${folder}/files`);
  dropCover(cover, folder);
  if ([found.swaps, found.dressings, found.left, found.conflicts].every(({ length }) => length === 0)) {
    removeFolder(folder, store.warden);
    return undefined;
  }
  const now = { record: { ...found, state: "held" }, files: `${folder}/files` } as const;
  // Judging can take its time: what is cut short meanwhile waits for an answer.
  writeRecord(folder, newRecord(found, { id, about, refusals: [], state: "held", folder }));
  const refusals = await judge(
    found.changes,
    (change, part) => sidesOf(change, now, part),
    () => shadesOf(found, now.files),
  );
  const isRefused = refusals.some(({ effect }) => effect === "deny" || mode === "check");
  const state: State = isRefused ? "refused" : "held";
  const record = newRecord(found, { id, about, refusals, state, folder });
  if (mode === "check" && !isRefused) return landRecord(record, "landed", store);
  writeRecord(folder, record);
  return { record, landing: undefined };
}

/** Lands what a record says, in either direction; what could not land stays as it was. */
export function landRecord(record: KeptChanges, goal: State, store: Store): Settled {
  const folder = shelfOf(store, "active", record.id);
  if (record.conflicts.length > 0) {
    writeRecord(folder, record);
    return { record, landing: { kind: "conflict", paths: record.conflicts } };
  }
  writeRecord(folder, { ...record, goal });
  const landing = land({ ...record, folder }, store);
  if (landing.kind === "landed") return { record: turnedRound({ ...record, goal }, folder), landing };
  const settled = { ...record, goal: record.state };
  writeRecord(folder, settled);
  return { record: settled, landing };
}

/**
 * Puts a settled transaction on the shelf: from here on it can be looked at, applied, undone. Of what has `landed` all that was done
 * to it until now belongs to the landing.
 */
export function keepChanges({ record, landing }: Settled, store: Store): void {
  const { id } = record;
  const folder = shelfOf(store, "active", id);
  if (landing?.kind === "landed") writeRecord(folder, { ...record, asOfNs: clockOf(folder) });
  for (const name of ["landed", "landing", "plan", "owner", "clock"]) rmSync(`${folder}/${name}`, { force: true });
  makeFolder(shelfOf(store, "kept", "."));
  renameSync(folder, shelfOf(store, "kept", id));
  prune(store);
}

/** Takes a kept transaction off the shelf to work on it. */
export function takeUp({ id }: Pick<KeptChanges, "id">, store: Store): void {
  const kept = shelfOf(store, "kept", id);
  writeFileSync(`${kept}/owner`, JSON.stringify(ownSelf()), { mode: 0o600 });
  makeFolder(shelfOf(store, "active", "."));
  renameSync(kept, shelfOf(store, "active", id));
}

/** A place of its own for a transaction that has yet to come. */
export function claim(store: Store): { readonly id: string; readonly folder: AbsolutePath } {
  const id = newId(new Date());
  const folder = shelfOf(store, "active", id);
  makeFolder(`${folder}/files`);
  writeFileSync(`${folder}/owner`, JSON.stringify(ownSelf()), { mode: 0o600 });
  return { id, folder };
}

/** Forgets what a command has written, as if it had never run; but not what has begun to land. */
export function dropChanges(cover: Cover): void {
  if (readRecord(shelfOf(cover.store, "active", cover.id)) !== undefined) return;
  dropCover(cover, "");
  removeFolder(shelfOf(cover.store, "active", cover.id), cover.store.warden);
}

function dropCover({ folder, store }: Cover, kept: string): void {
  removeWork(`${folder}/work`, store.warden);
  removeFolder(folder === kept ? `${folder}/upper` : folder, store.warden);
}

function newRecord(
  found: Changes,
  of: Pick<KeptChanges, "id" | "refusals" | "state"> & { readonly about: About; readonly folder: AbsolutePath },
): KeptChanges {
  const { about, folder, ...rest } = of;
  const keptBytes = found.changes.reduce((sum, { bytes, oldBytes }) => sum + Math.max(bytes, oldBytes), 0);
  return {
    version: 1,
    ...found,
    ...about,
    ...rest,
    goal: rest.state,
    time: new Date().toISOString(),
    asOfNs: clockOf(folder),
    keptBytes,
  };
}
