import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { type Change, stampOf } from "./change.ts";
import { clockOf } from "./clock.ts";
import { type Entry, lookAt } from "./list-tree.ts";
import type { About, KeptChanges } from "./record.ts";
import { runWarden } from "./run-warden.ts";
import { claim, keepChanges } from "./shelf.ts";
import { removeFolder, type Store } from "./store.ts";

/** A file that is about to be written, in a way of its own. */
interface Writing<T> {
  /** With links resolved. */
  readonly path: AbsolutePath;
  readonly about: About;
  readonly write: () => T;
}

/** Keeps what a file held before it is written, to be undone like the changes of a command; nothing when it is not written after all. */
export function keepBackup<T>(store: Store, { path, about, write }: Writing<T>): T {
  const before = lookAt(path);
  if (before !== undefined && before.kind !== "file") return write();
  const { id, folder } = claim(store);
  try {
    if (before !== undefined) runWarden(store.warden, ["--copy", path, `${folder}/files/0`]);
    const written = write();
    const after = lookAt(path);
    if (after?.kind === "file" && after.touchedNs !== before?.touchedNs) {
      const record = recordOf({ path, before, after, kept: lookAt(`${folder}/files/0`) });
      const settled = { ...record, ...about, id, asOfNs: clockOf(folder), time: new Date().toISOString() };
      keepChanges({ record: settled, landing: { kind: "landed" } }, store);
    }
    return written;
  } finally {
    removeFolder(folder, store.warden);
  }
}

interface Sides {
  readonly path: AbsolutePath;
  readonly before: Entry | undefined;
  readonly after: Entry;
  readonly kept: Entry | undefined;
}

function recordOf({ path, before, after, kept }: Sides): Omit<KeptChanges, "id" | "time" | "asOfNs" | keyof About> {
  const old = stampOf(after);
  const change: Change = {
    path,
    change: before === undefined ? "created" : "changed",
    kind: "file",
    bytes: after.size,
    oldBytes: before?.size ?? 0,
    mode: after.mode,
    oldMode: before?.mode ?? after.mode,
    swap: 0,
  };
  return {
    version: 1,
    roots: [parseAbsolutePath(dirname(path))],
    swaps: [
      {
        root: 0,
        path: basename(path),
        name: "0",
        old: old && { ...old, touchedNs: "0" },
        fresh: stampOf(kept),
        placedNs: after.touchedNs,
      },
    ],
    dressings: [],
    changes: [change],
    conflicts: [],
    left: [],
    state: "landed",
    goal: "landed",
    refusals: [],
    keptBytes: before?.size ?? 0,
  };
}
