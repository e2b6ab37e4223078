import { basename, dirname } from "node:path";
import type { AbsolutePath } from "../base/index.ts";
import type { Cover } from "./cover.ts";
import type { Entry } from "./list-tree.ts";
import type { Sight } from "./sight.ts";

/**
 * Whether it was touched since the command began. By the kernel's clock, which no program sets. Folders that their owner has closed
 * are opened for a moment to be looked at, which is no change.
 */
export function isFresh({ kind, mode, changedNs, touchedNs }: Entry, { begunNs }: Pick<Cover, "begunNs">): boolean {
  const isSince = (time: string): boolean => BigInt(time) > BigInt(begunNs);
  return isSince(touchedNs) && (kind !== "folder" || (mode & 0o700) === 0o700 || isSince(changedNs));
}

/** Whether what is not there may have been when the command began: from a folder that nobody has touched since nothing has gone. */
export function hasGone(
  path: AbsolutePath,
  { cover, sight }: { readonly cover: Pick<Cover, "begunNs" | "namesBefore">; readonly sight: Pick<Sight, "at"> },
): boolean {
  let [name, folder] = [basename(path), dirname(path)];
  let there = sight.at(folder);
  while (there === undefined) {
    [name, folder] = [basename(folder), dirname(folder)];
    there = sight.at(folder);
  }
  return cover.namesBefore.get(folder)?.has(name) ?? isFresh(there, cover);
}
