import { readFileSync, statSync, writeFileSync } from "node:fs";
import { type KeptChanges, readRecord } from "./record.ts";
import { idsOn, removeFolder, shelfOf, type Store } from "./store.ts";

/** How long, how many and how much is kept to be undone. What waits for an answer is kept until there is one. */
const limits = { days: 14, count: 200, bytes: 2 * 1024 ** 3 };

/** Forgets the oldest of what has landed, been refused or undone, beyond the limits; the newest stays, however large. */
export function prune(store: Store): void {
  let [count, bytes] = [0, 0];
  for (const id of idsOn(store, "kept").toReversed()) {
    const folder = shelfOf(store, "kept", id);
    const { held, size } = briefOf(folder);
    if (held) continue;
    count += 1;
    bytes += size;
    const isBeyond = count > limits.count || bytes > limits.bytes || ageInDays(folder) > limits.days;
    if (isBeyond && count > 1) removeFolder(folder, store.warden);
  }
}

interface Brief {
  readonly held: boolean;
  readonly size: number;
}

/** To be called for a record that has just been written: then nobody has to read that for it. */
export function writeBrief(folder: string, { state, keptBytes }: Pick<KeptChanges, "state" | "keptBytes">): void {
  writeFileSync(`${folder}/brief`, `${state === "held" ? "held" : "done"} ${keptBytes}`, { mode: 0o600 });
}

/** What a record says of all this, in a small file of its own: records are as long as what they tell of. */
function briefOf(folder: ReturnType<typeof shelfOf>): Brief {
  const path = `${folder}/brief`;
  try {
    if (statSync(path).mtimeMs >= statSync(`${folder}/record.json`).mtimeMs) {
      const [, held, size] = /^(held|done) (\d+)$/u.exec(readFileSync(path, "utf8")) ?? [];
      if (held !== undefined) return { held: held === "held", size: Number(size) };
    }
  } catch {
    // ENOENT: it has not been written yet
  }
  const record = readRecord(folder);
  if (record === "damaged") return { held: true, size: 0 };
  if (record === undefined) return { held: false, size: 0 };
  writeBrief(folder, record);
  return { held: record.state === "held", size: record.keptBytes };
}

function ageInDays(folder: string): number {
  return (Date.now() - statSync(folder).mtimeMs) / 86_400_000;
}
