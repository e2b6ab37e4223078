import { rmSync } from "node:fs";
import { type AbsolutePath, EnforcementError } from "../base/index.ts";
import type { Change, Changes } from "./change.ts";
import { collectChanges } from "./collect-changes.ts";
import { type Cover, isBare } from "./cover.ts";
import { clockOf } from "./clock.ts";
import { keepApart } from "./keep-apart.ts";
import { land, type Landing } from "./land.ts";
import { type Shade, shadesOf } from "./shade.ts";
import { type SidesOf, sidesOf } from "./sides-of.ts";
import { turnedRound } from "./turn-round.ts";
import { type About, type KeptChanges, readRecord, type Refusal, type State, writeRecord } from "./record.ts";
import { resume, type Settled } from "./resume.ts";
import { makeFolder, removeCover, removeFolder, removeWork, filesOf, shelfOf, type Store } from "./store.ts";

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

/**
 * Judges what a command has written under a cover, and lands it, refuses it or holds it, as a whole. Nothing for nothing. Until
 * `keepChanges` the transaction is under way: whatever lands may still be looked at. Whatever goes wrong, what was written is kept; an
 * `EnforcementError` says where, when it could not even be put on the shelf.
 */
export async function settleChanges(cover: Cover, wish: Wish): Promise<Settled | undefined> {
  const { store, id } = cover;
  const folder = shelfOf(store, "active", id);
  if (isBare(cover)) {
    dropChanges(cover);
    return undefined;
  }
  const under: Under = { folder, about: wish.about, found: undefined };
  try {
    return await settleWritten(cover, wish, under);
  } catch (error) {
    return keepUnsettled(cover, under, error);
  }
}

/** How far it has come. */
interface Under {
  readonly folder: AbsolutePath;
  readonly about: About;
  found: Changes | undefined;
}

async function settleWritten(cover: Cover, { about, mode, judge }: Wish, under: Under): Promise<Settled | undefined> {
  const { store, id } = cover;
  const { folder } = under;
  makeFolder(`${folder}/files`);
  const found = collectChanges(cover, `${folder}/files`);
  under.found = found;
  dropCover(cover, folder);
  const isNothing = [found.swaps, found.dressings, found.left, found.conflicts].every(({ length }) => length === 0);
  if (isNothing && found.apart === undefined) {
    removeFolder(folder, store.warden);
    return undefined;
  }
  const now = { record: { ...found, state: "held" }, files: `${folder}/files` } as const;
  // Judging can take its time: what is cut short meanwhile waits for an answer.
  const held = newRecord(found, { id, about, refusals: [], state: "held", folder });
  writeRecord(folder, held);
  if (found.apart) return landRecord(held, "landed", store);
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

/** Nothing that was written may be lost for a failure of ours, or of the system. */
function keepUnsettled(cover: Cover, { folder, about, found }: Under, error: unknown): Settled {
  const { store, id } = cover;
  const why = error instanceof Error ? error.message : String(error);
  try {
    const begun = readRecord(folder);
    if (begun !== undefined && begun !== "damaged") {
      const { record, landing } = resume(begun, folder, store);
      return { record, landing: landing ?? keptHere(record, why, store) };
    }
    const kept = found ?? keepApart(cover, `${folder}/files`, why);
    const record = newRecord(kept, { id, about, refusals: [], state: "held", folder });
    writeRecord(folder, record);
    return { record, landing: keptHere(record, why, store) };
  } catch (cause) {
    const places = [...new Set([cover.folder, folder])];
    for (const place of places) rmSync(`${place}/owner`, { force: true }); // as long as it has one it may be cleared away
    const message = `what this command has written could not be put on the shelf (${why}); all of it is in ${places.join(" and ")}: take from there what you need, then remove it`;
    throw new EnforcementError("enforcement/start-failed", message, {}, { cause });
  }
}

/** Where it lies when it is on the shelf. */
function keptHere(record: KeptChanges, why: string, store: Store): Landing {
  return { kind: "kept", why, folder: filesOf(store, record) };
}

/** Lands what a record says, in either direction; what could not land stays as it was. */
export function landRecord(record: KeptChanges, goal: State, store: Store): Settled {
  const folder = shelfOf(store, "active", record.id);
  if (record.apart !== undefined) {
    writeRecord(folder, record);
    return { record, landing: keptHere(record, record.apart.why, store) };
  }
  if (record.conflicts.length > 0) {
    writeRecord(folder, record);
    return { record, landing: { kind: "conflict", paths: record.conflicts } };
  }
  writeRecord(folder, { ...record, goal });
  const landing = land({ ...record, folder }, store);
  if (landing.kind === "landed") return { record: turnedRound({ ...record, goal }, folder, store), landing };
  const settled = { ...record, goal: record.state };
  writeRecord(folder, settled);
  return { record: settled, landing };
}

/** Forgets what a command has written, as if it had never run; but not what has begun to land. */
export function dropChanges(cover: Cover): void {
  const { folder, store, id } = cover;
  const shelf = shelfOf(store, "active", id);
  if (readRecord(shelf) !== undefined) return;
  removeCover(folder, store.warden);
  if (folder !== shelf) removeFolder(shelf, store.warden);
}

/** All of it but what was written down in the same folder. */
function dropCover({ folder, store }: Cover, kept: string): void {
  if (folder !== kept) return removeCover(folder, store.warden);
  removeWork(`${folder}/work`, store.warden);
  removeFolder(`${folder}/upper`, store.warden);
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
