import type { Swap } from "./change.ts";
import { listPresent } from "./list-tree.ts";
import { topOf } from "./place-in-files.ts";
import { type KeptChanges, readRecord, type State } from "./record.ts";
import { keepChanges, landRecord, type Settled, takeUp } from "./settle-changes.ts";
import { idsOn, shelfOf, type Store } from "./store.ts";

/** The one of this id, or the newest of these states; nothing where there is none. */
export function findChanges(store: Store, id: string | undefined, states: readonly State[]): KeptChanges | undefined {
  for (const known of idsOn(store, "kept").toReversed()) {
    if (id !== undefined && known !== id) continue;
    const record = readRecord(shelfOf(store, "kept", known));
    if (record !== undefined && (id !== undefined || states.includes(record.state))) return record;
  }
  return undefined;
}

/** Brings back what was there before. */
export function undoChanges(record: KeptChanges, store: Store): Settled {
  return landKept(record, { goal: "undone", store, meanwhile: () => undefined });
}

interface Errand {
  readonly goal: State;
  readonly store: Store;
  readonly meanwhile: () => void;
}

function landKept(record: KeptChanges, { goal, store, meanwhile }: Errand): Settled {
  const touched = record.swaps.flatMap((swap) => touchedSince(swap, record, store));
  if (touched.length > 0) return { record, landing: { kind: "conflict", paths: touched } };
  takeUp(record, store);
  let settled: Settled = { record, landing: undefined };
  try {
    settled = landRecord(record, goal, store);
    if (settled.landing?.kind === "landed") meanwhile();
    return settled;
  } finally {
    keepChanges(settled, store);
  }
}

/** What stands in the way of a swap, with all below it, and was touched by somebody since it was judged or landed. */
function touchedSince({ root, path, old }: Swap, { roots, asOfNs }: KeptChanges, store: Store): readonly string[] {
  const top = old === undefined ? undefined : topOf({ root, path }, roots);
  if (top === undefined) return [];
  return listPresent(top, store.warden)
    .filter(({ kind, touchedNs }) => kind !== "folder" && BigInt(touchedNs) > BigInt(asOfNs))
    .map((entry) => (entry.path === "" ? top : `${top}/${entry.path}`));
}
