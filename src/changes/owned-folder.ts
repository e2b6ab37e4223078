import { lstatSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { isOwned, ownSelf } from "./owner.ts";

/** A folder that this user alone can read, for as long as its process needs it. */
export interface OwnedFolder extends Disposable {
  readonly path: AbsolutePath;
}

const ownerName = "owner";

/** Makes a folder whose path begins with `start`. What a process that was killed leaves, `sweepOwned` takes. The file `owner` in it is taken. */
export function openOwnedFolder(start: string): OwnedFolder {
  const path = parseAbsolutePath(mkdtempSync(start));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  const owner = join(path, ownerName);
  try {
    writeFileSync(`${owner}.new`, JSON.stringify(ownSelf()), { mode: 0o600 });
    renameSync(`${owner}.new`, owner); // whoever sweeps meanwhile finds no half of it
  } catch (error) {
    remove(); // ENOSPC: nobody could tell whose it is
    throw error;
  }
  return { path, [Symbol.dispose]: remove };
}

/** Removes this user's folders whose path begins with `start` and whose process has ended before them. */
export function sweepOwned(start: string): void {
  const parent = dirname(start);
  const uid = process.getuid?.();
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(basename(start))) continue;
    const path = join(parent, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    // Somebody else's folder is none to read in, whatever lies there.
    if (found?.isDirectory() !== true || found.uid !== uid || isOwned(join(path, ownerName))) continue;
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // EACCES, EPERM, EBUSY: it stays
    }
  }
}
