import { existsSync } from "node:fs";
import type { AbsolutePath } from "../base/index.ts";
import { finishLanding, type Landing, unstage } from "./land.ts";
import { type KeptChanges, writeRecord } from "./record.ts";
import type { Store } from "./store.ts";
import { turnedRound } from "./turn-round.ts";

/** A transaction with a record, and how its landing ended, if it had begun. */
export interface Settled {
  readonly record: KeptChanges;
  readonly landing: Landing | undefined;
}

/** Goes on with a landing that was cut short: finishes it, or takes it back. What has not begun to land does not begin now. */
export function resume(record: KeptChanges, folder: AbsolutePath, store: Store): Settled {
  if (!["landing", "landed"].some((mark) => existsSync(`${folder}/${mark}`))) {
    unstage({ ...record, folder }, store);
    const settled = { ...record, goal: record.state };
    return { record: settled, landing: undefined };
  }
  const landing = finishLanding({ ...record, folder }, store);
  const settled = landing.kind === "landed" ? turnedRound(record, folder, store) : { ...record, goal: record.state };
  writeRecord(folder, settled);
  return { record: settled, landing };
}
