import { existsSync } from "node:fs";
import type { AbsolutePath } from "../base/index.ts";
import { finishPlan } from "./land.ts";
import { shadowMark } from "./cover-with.ts";
import { isOwned } from "./owner.ts";
import { readRecord } from "./record.ts";
import { resume } from "./resume.ts";
import { keepChanges, shelve } from "./shelf.ts";
import { idsOn, removeCover, shelfOf, type Store } from "./store.ts";

/** What was found of a transaction whose process has ended before it. */
export interface Recovered {
  readonly id: string;
  /**
   * `dropped`: its command was cut short. `held`: it had ended, and nothing had landed yet. `damaged`: there is no telling; it is kept.
   * `stuck`: it can't be settled now, and will be tried again.
   */
  readonly how: "dropped" | "held" | "finished" | "taken-back" | "damaged" | "stuck";
  /** Paths that somebody has changed meanwhile; of what is stuck, why and where it lies. */
  readonly conflicts: readonly string[];
}

/** Finishes or takes back what was interrupted. Looks at one folder where nothing was. */
export function recoverChanges(store: Store): readonly Recovered[] {
  for (const id of idsOn({ folder: store.spare }, "active")) {
    const folder = shelfOf({ folder: store.spare }, "active", id);
    if (isOwned(`${folder}/owner`)) continue;
    removeCover(folder, store.warden);
  }
  return idsOn(store, "active").flatMap((id) => {
    const folder = shelfOf(store, "active", id);
    if (isOwned(`${folder}/owner`)) return [];
    try {
      return recoverOne(id, folder, store) ?? [];
    } catch (error) {
      return [{ id, how: "stuck", conflicts: [error instanceof Error ? error.message : String(error), folder] }];
    }
  });
}

function recoverOne(id: string, folder: AbsolutePath, store: Store): Recovered | undefined {
  const record = readRecord(folder);
  if (record === undefined) {
    const isShadow = existsSync(`${folder}/${shadowMark}`);
    removeCover(folder, store.warden);
    return isShadow ? undefined : { id, how: "dropped", conflicts: [] };
  }
  if (record === "damaged") {
    // The plan of a landing tells all that the landing needs.
    if (existsSync(`${folder}/landing`)) finishPlan(folder, store);
    shelve(id, store);
    return { id, how: "damaged", conflicts: [] };
  }
  const settled = resume(record, folder, store);
  keepChanges(settled, store);
  const { landing } = settled;
  if (landing === undefined) return { id, how: "held", conflicts: [] };
  const conflicts = landing.kind === "conflict" ? landing.paths : [];
  return { id, how: landing.kind === "landed" ? "finished" : "taken-back", conflicts };
}
