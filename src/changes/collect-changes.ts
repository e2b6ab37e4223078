import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { Changes } from "./change.ts";
import type { Cover } from "./cover.ts";
import { withRenames } from "./find-renames.ts";
import { listWritten, lookAt } from "./list-tree.ts";
import { removeFolder } from "./store.ts";
import { moveEntry } from "./move-entry.ts";
import { type Found, type Reading, readEntry, readMerged } from "./read-written.ts";

/**
 * Tells what a command has done to the folders that were covered, and puts what it has made into `files`, by the name of its swap: from
 * there it can land. To be called once, when no process of the command is left.
 */
export function collectChanges(cover: Cover, files: string): Changes {
  const found: Found = { swaps: [], dressings: [], changes: [], conflicts: [], left: [], unrooted: [] };
  for (const path of cover.stood) removeFolder(path, cover.store.warden);
  const roots = cover.roots.map((_, number) => collectRoot(cover, number, { files, found }));
  const { unrooted, ...all } = { ...found, roots };
  const mayBeRenamed = found.changes.some(({ change }) => change === "deleted");
  const conflicts = mayBeRenamed ? found.conflicts : [...found.conflicts, ...unrooted];
  return { ...all, conflicts, changes: withRenames(all, files) };
}

/** Returns what the paths of the root's changes start from. Where it stands no longer, all that was written is kept as it is. */
function collectRoot(cover: Cover, number: number, into: Pick<Reading, "files" | "found">): AbsolutePath {
  const root = cover.roots[number] ?? parseAbsolutePath("/");
  const upper = `${cover.folder}/upper/${number}`;
  const [top, ...entries] = listWritten(upper, cover.store.warden);
  const isFolder = top?.kind === "folder";
  const base = isFolder ? root : parseAbsolutePath(dirname(root));
  const sorted = entries.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const reading: Reading = {
    ...into,
    cover,
    number,
    base,
    isWhole: cover.isWhole[number] === true,
    children: Map.groupBy(sorted, ({ path }) => (path.includes("/") ? dirname(path) : "")),
    placeOf: (path) => (isFolder ? `${upper}/${path}` : upper),
  };
  if (top === undefined) return base;
  if (!isFolder) readEntry({ ...top, path: basename(root) }, reading);
  else {
    const lower = lookAt(root);
    if (lower?.kind === "folder") readMerged(top, lower, reading);
    else {
      into.found.conflicts.push(root);
      moveEntry(upper, `${into.files}/root-${number}`, cover.store.warden);
    }
  }
  return base;
}
