import { closeSync, constants, openSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { AbsolutePath } from "../base/index.ts";

const folderFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Opens the folder of `path` one name at a time, no link followed, and hands over a name for `path` that stays with that very folder:
 * what another command swaps in meanwhile is not reached. Nothing when the way is not there or leads through a link.
 */
export function atPlace<T>(path: AbsolutePath, work: (pinned: string) => T): T | undefined {
  let folder = openSync("/", folderFlags);
  try {
    for (const name of dirname(path).split("/").filter(Boolean)) {
      const next = openSync(`/proc/self/fd/${folder}/${name}`, folderFlags);
      closeSync(folder);
      folder = next;
    }
    return work(`/proc/self/fd/${folder}/${basename(path)}`);
  } catch {
    return undefined; // ENOENT, ELOOP, ENOTDIR, EACCES: not there as it was found, or not ours to change
  } finally {
    closeSync(folder);
  }
}
