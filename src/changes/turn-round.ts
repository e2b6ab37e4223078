import type { AbsolutePath } from "../base/index.ts";
import { lookOf, type Stamp, stampOf } from "./change.ts";
import { type Entry, lookAt } from "./list-tree.ts";
import { topOf } from "./place-in-files.ts";
import type { KeptChanges } from "./record.ts";
import { createSight } from "./sight.ts";
import type { Store } from "./store.ts";

/** The record of what has just landed: the next landing brings back what was there before. */
export function turnedRound(record: KeptChanges, folder: AbsolutePath, { warden }: Store): KeptChanges {
  const { roots, goal } = record;
  const sight = createSight(warden);
  const now = (part: { readonly root: number; readonly path: string }): Entry | undefined => {
    const top = topOf(part, roots);
    return top === undefined ? undefined : sight.at(top);
  };
  return {
    ...record,
    state: goal,
    swaps: record.swaps.map((swap) => {
      const placed = stampOf(now(swap));
      const fresh = stampOf(lookAt(`${folder}/files/${swap.name}`));
      return { ...swap, old: anyTouch(placed), fresh, ...(placed && { placedNs: placed.touchedNs }) };
    }),
    dressings: record.dressings.map((dressing) => {
      const there = now(dressing);
      return { ...dressing, before: there === undefined ? dressing.after : lookOf(there), after: dressing.before };
    }),
  };
}

/** It is looked at as it was when all was done, which is later. */
function anyTouch(stamp: Stamp | undefined): Stamp | undefined {
  return stamp === undefined ? undefined : { ...stamp, touchedNs: "0" };
}
