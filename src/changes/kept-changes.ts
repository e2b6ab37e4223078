import type { AbsolutePath } from "../base/index.ts";
import type { Swap } from "./change.ts";
import { topOf } from "./place-in-files.ts";
import { type KeptChanges, readRecord, type State } from "./record.ts";
import { createSight, type Sight } from "./sight.ts";
import type { Settled } from "./resume.ts";
import { landRecord } from "./settle-changes.ts";
import { keepChanges, takeUp } from "./shelf.ts";
import { idsOn, removeFolder, shelfOf, type Store } from "./store.ts";

/** The newest first. */
export function listChanges(store: Store): readonly KeptChanges[] {
  return idsOn(store, "kept")
    .toReversed()
    .flatMap((id) => soundRecord(id, store) ?? []);
}

function soundRecord(id: string, store: Store): KeptChanges | undefined {
  const record = readRecord(shelfOf(store, "kept", id));
  return record === "damaged" ? undefined : record;
}

/** Kept changes of which nothing can be told any more; their files are there. */
export interface Damaged {
  readonly id: string;
  readonly folder: AbsolutePath;
}

export function listDamaged(store: Store): readonly Damaged[] {
  return idsOn(store, "kept").flatMap((id) => {
    const folder = shelfOf(store, "kept", id);
    return readRecord(folder) === "damaged" ? [{ id, folder }] : [];
  });
}

/** The one of this id, or the newest of these states; nothing where there is none. */
export function findChanges(store: Store, id: string | undefined, states: readonly State[]): KeptChanges | undefined {
  for (const known of idsOn(store, "kept").toReversed()) {
    if (id !== undefined && known !== id) continue;
    const record = soundRecord(known, store);
    if (record !== undefined && (id !== undefined || states.includes(record.state))) return record;
  }
  return undefined;
}

/** Lands what was held, refused or undone. `meanwhile` runs before it is on the shelf again, when it has landed. */
export function applyChanges(record: KeptChanges, store: Store, meanwhile: () => void): Settled {
  return landKept(record, { goal: "landed", store, meanwhile });
}

/** Brings back what was there before. */
export function undoChanges(record: KeptChanges, store: Store): Settled {
  return landKept(record, { goal: "undone", store, meanwhile: () => undefined });
}

export function discardChanges({ id }: Pick<KeptChanges, "id">, store: Store): void {
  removeFolder(shelfOf(store, "kept", id), store.warden);
}

interface Errand {
  readonly goal: State;
  readonly store: Store;
  readonly meanwhile: () => void;
}

function landKept(record: KeptChanges, { goal, store, meanwhile }: Errand): Settled {
  const known = new Set(record.changes.flatMap(({ path, from = path }) => [path, from]));
  const sight = createSight(store.warden);
  const since = record.swaps.flatMap((swap) => touchedSince(swap, record, { sight, known }));
  const touched = theirs(since, store);
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

interface Touched {
  readonly path: string;
  readonly touchedNs: string;
}

/** What landed or was taken back since has touched what it put in its place, too. */
function theirs(touched: readonly Touched[], store: Store): readonly string[] {
  if (touched.length === 0) return [];
  const placed = listChanges(store).flatMap(({ swaps, roots }) =>
    swaps.map((swap) => `${topOf(swap, roots)} ${swap.placedNs}`),
  );
  const ours = new Set(placed);
  return touched.filter(({ path, touchedNs }) => !ours.has(`${path} ${touchedNs}`)).map(({ path }) => path);
}

/** What stands in the way of a swap, with all below it, and was touched since it was judged or landed. */
function touchedSince(
  { root, path, old }: Swap,
  { roots, asOfNs }: KeptChanges,
  { sight, known }: Looking,
): readonly Touched[] {
  const top = old === undefined ? undefined : topOf({ root, path }, roots);
  if (top === undefined) return [];
  return sight.below(top).flatMap(({ kind, path: inside, touchedNs }) => {
    const place = inside === "" ? top : `${top}/${inside}`;
    // A folder is touched by what is done in it; one that nobody has told of was made, or moved to there with all that it holds.
    const isOurs = kind === "folder" && known.has(place);
    return !isOurs && BigInt(touchedNs) > BigInt(asOfNs) ? [{ path: place, touchedNs }] : [];
  });
}

interface Looking {
  readonly sight: Sight;
  /** All paths that the changes are about. */
  readonly known: ReadonlySet<string>;
}
