import { shadowMark } from "./cover-with.ts";
import { accessSync } from "node:fs";
import { finishLanding, unstage } from "./land.ts";
import { isOwned } from "./owner.ts";
import { readRecord, writeRecord } from "./record.ts";
import { keepChanges } from "./settle-changes.ts";
import { turnedRound } from "./turn-round.ts";
import { idsOn, removeFolder, removeWork, shelfOf, type Store } from "./store.ts";

/** What was found of a transaction whose process has ended before it. */
export interface Recovered {
  readonly id: string;
  /** `dropped`: its command was cut short. `held`: it had ended, and nothing had landed yet. */
  readonly how: "dropped" | "held" | "finished" | "taken-back";
  /** Paths that somebody has changed meanwhile. */
  readonly conflicts: readonly string[];
}

/** Finishes or takes back what was interrupted. Looks at one folder where nothing was. */
export function recoverChanges(store: Store): readonly Recovered[] {
  for (const id of idsOn({ folder: store.spare }, "active")) {
    const folder = shelfOf({ folder: store.spare }, "active", id);
    if (isOwned(`${folder}/owner`)) continue;
    removeWork(`${folder}/work`, store.warden);
    removeFolder(folder, store.warden);
  }
  return idsOn(store, "active").flatMap((id) => recoverOne(id, store) ?? []);
}

function recoverOne(id: string, store: Store): Recovered | undefined {
  const folder = shelfOf(store, "active", id);
  if (isOwned(`${folder}/owner`)) return undefined;
  const record = readRecord(folder);
  if (record === undefined) {
    removeWork(`${folder}/work`, store.warden);
    const isShadow = exists(`${folder}/${shadowMark}`);
    removeFolder(folder, store.warden);
    return isShadow ? undefined : { id, how: "dropped", conflicts: [] };
  }
  if (!exists(`${folder}/landing`) && !exists(`${folder}/landed`)) {
    unstage({ ...record, folder }, store);
    keepChanges({ record, landing: undefined }, store);
    return { id, how: "held", conflicts: [] };
  }
  const landing = finishLanding({ ...record, folder }, store);
  const isDone = landing.kind === "landed";
  const settled = isDone ? turnedRound(record, folder) : { ...record, goal: record.state };
  writeRecord(folder, settled);
  keepChanges({ record: settled, landing }, store);
  const conflicts = landing.kind === "conflict" ? landing.paths : [];
  return { id, how: isDone ? "finished" : "taken-back", conflicts };
}

function exists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false; // ENOENT
  }
}
