import { dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { DeniedPath } from "./denied-paths.ts";
import { privateSpot } from "./fixed-spots.ts";
import type { TreeFacts } from "./path-facts.ts";
import { coverOf, hostPath, type Spot } from "./spot.ts";

export interface TreeSpots {
  readonly spots: readonly Spot[];
  /** Empty folders of the sandbox's own, to be closed. */
  readonly folders: readonly AbsolutePath[];
}

export interface Surroundings {
  readonly root: AbsolutePath | undefined;
  readonly denied: readonly DeniedPath[];
  readonly others: readonly Spot[];
}

/**
 * `git worktree prune`, and with it `git gc`, deletes HEAD and index of each working tree whose file `.git` it does not see. So that
 * file is there, in a folder with nothing else in it; where it must not be, what would be deleted is read-only.
 */
export function treeSpots({ elsewhere }: TreeFacts, { root, denied, others }: Surroundings): TreeSpots {
  const bind = (path: AbsolutePath, named: boolean): Spot => ({
    path,
    access: "read-only",
    mount: { kind: "bind", source: hostPath(root, path), target: path, writable: false },
    named,
  });
  const isDenied = (path: AbsolutePath): boolean => denied.some((mask) => isBeneath(path, mask.path));
  const shown = elsewhere.flatMap(({ file }) => (file === undefined || isDenied(file) ? [] : [file]));
  const held = elsewhere.filter(({ file }) => file === undefined || isDenied(file));
  const hidden = shown.filter((file) => isHidden(coverOf(others, file)));
  const folders = hidden
    .filter((file) => coverOf(others, file) !== undefined)
    .map((file) => parseAbsolutePath(dirname(file)));
  return {
    spots: [
      ...held.map(({ own }) => bind(own, true)),
      ...folders.map(privateSpot),
      ...hidden.map((file) => bind(file, false)),
    ],
    folders,
  };
}

function isHidden(cover: Spot | undefined): boolean {
  return cover === undefined || cover.access === "private";
}
