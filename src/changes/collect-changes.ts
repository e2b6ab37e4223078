import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { Changes } from "./change.ts";
import type { Cover } from "./cover.ts";
import { withRenames } from "./find-renames.ts";
import { keepRoot, putBack } from "./keep-apart.ts";
import { join, listWritten } from "./list-tree.ts";
import { removeFolder } from "./store.ts";
import { readEntry, readMerged } from "./read-written.ts";
import type { Found, Reading } from "./reading.ts";
import { createSight } from "./sight.ts";

/**
 * Tells what a command has done to the folders that were covered, and puts what it has made into `files`, by the name of its swap: from
 * there it can land. To be called once, when no process of the command is left.
 */
export function collectChanges(cover: Cover, files: string): Changes {
  const found: Found = { swaps: [], dressings: [], changes: [], conflicts: [], left: [], unrooted: [], gone: [] };
  for (const path of cover.stood) removeFolder(path, cover.store.warden);
  const roots: AbsolutePath[] = [];
  try {
    for (const number of cover.roots.keys()) roots.push(collectRoot(cover, number, { files, found }));
  } catch (error) {
    putBack(cover, found.swaps, files);
    throw error;
  }
  const { unrooted, gone, ...all } = { ...found, roots };
  const changes = withRenames(all, files);
  const renamed = new Set(changes.filter(({ from }) => from !== undefined).map(({ path }) => path));
  const conflicts = [...found.conflicts, ...unrooted.filter((path) => !renamed.has(path))];
  const apart = gone.length === 0 ? {} : { apart: { why: whyGone(cover, gone), roots: gone } };
  return { ...all, ...apart, conflicts, changes };
}

function whyGone({ roots }: Cover, gone: readonly number[]): string {
  return `${gone.map((number) => roots[number]).join(" and ")} is not there any more`;
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
    placeOf: (path) => (isFolder && path !== "" ? join(upper, path) : upper),
    sight: createSight(cover.store.warden),
  };
  if (top === undefined) return base;
  if (!isFolder) readEntry({ ...top, path: basename(root) }, reading);
  else {
    const lower = reading.sight.at(root);
    if (lower?.kind === "folder") readMerged(top, lower, reading);
    else {
      into.found.gone.push(number);
      keepRoot(cover, number, into.files);
    }
  }
  return base;
}
