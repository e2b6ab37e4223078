import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { AbsolutePath } from "../base/index.ts";
import { clockOf } from "./clock.ts";
import { ownSelf } from "./owner.ts";
import { prune, writeBrief } from "./prune.ts";
import { type KeptChanges, writeRecord } from "./record.ts";
import type { Settled } from "./resume.ts";
import { makeFolder, newId, shelfOf, type Store } from "./store.ts";

/**
 * Puts a settled transaction on the shelf: from here on it can be looked at, applied, undone. Of what has `landed` all that was done
 * to it until now belongs to the landing.
 */
export function keepChanges({ record, landing }: Settled, store: Store): void {
  const folder = shelfOf(store, "active", record.id);
  if (landing?.kind === "landed") writeRecord(folder, { ...record, asOfNs: clockOf(folder) });
  writeBrief(folder, record);
  shelve(record.id, store);
  prune(store);
}

/** Whatever it is. */
export function shelve(id: string, store: Store): void {
  const folder = shelfOf(store, "active", id);
  for (const name of ["landed", "landing", "plan", "owner", "clock"]) rmSync(`${folder}/${name}`, { force: true });
  makeFolder(shelfOf(store, "kept", "."));
  renameSync(folder, shelfOf(store, "kept", id));
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
