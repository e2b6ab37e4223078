import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, statSync, utimesSync } from "node:fs";
import { basename } from "node:path";
import {
  type AbsolutePath,
  bytesOf,
  EnforcementError,
  isBeneath,
  parseAbsolutePath,
  printable,
} from "../base/index.ts";
import { nextTick, writtenAt } from "./clock.ts";
import { lookAt } from "./list-tree.ts";
import { ownSelf } from "./owner.ts";
import { runWarden } from "./run-warden.ts";
import { namesAround, putStands, type Stands } from "./stands.ts";
import { makeFolder, newId, removeFolder, shelfOf, type Store } from "./store.ts";

/** `overlay`: what is written lies apart from what was there. `copy`: all of it is copied first. */
export type Means = "overlay" | "copy";

export interface Covering {
  readonly means: Means;
  readonly stands: Stands;
}

/** Folders to which nothing is written while a command runs. */
export interface Cover {
  readonly id: string;
  readonly store: Store;
  readonly roots: readonly AbsolutePath[];
  /** Holds `upper/N` for each root, and `work/N` where overlayfs needs one. */
  readonly folder: AbsolutePath;
  readonly isWhole: readonly boolean[];
  /** Nanoseconds: what was last touched by then is as the command has found it. */
  readonly begunNs: string;
  /** What was put into copies to be mounted on. */
  readonly stood: readonly string[];
  /** The same for the copies. */
  readonly copiedNs: string;
  /** What was copied, of each root by its path in there; empty for what was not. */
  readonly copied: readonly ReadonlySet<string>[];
  /** Of folders to which our own traces come: what was in there, as their times tell nothing. */
  readonly namesBefore: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Makes room for what a command writes. Throws an `EnforcementError` where there is none, or a copy fails. */
export function coverFolders(store: Store, roots: readonly AbsolutePath[], { means, stands }: Covering): Cover {
  const id = newId(new Date());
  const folder = roomFor(store, roots, id);
  const isWhole = roots.map((root) => means === "copy" || !lstatSync(bytesOf(root)).isDirectory());
  const copied: ReadonlySet<string>[] = [];
  try {
    for (const part of ["upper", "work"]) makeFolder(`${folder}/${part}`);
    const begunNs = writtenAt(`${folder}/owner`, JSON.stringify(ownSelf()));
    for (const [number, root] of roots.entries())
      copied.push(
        isWhole[number] === true ? copyRoot(root, `${folder}/upper/${number}`, store) : makeUpper(root, folder, number),
      );
    // What is mounted further in is covered by itself.
    for (const inner of roots.slice(1)) emptyInCopies(inner, { roots, isWhole, folder, warden: store.warden });
    const stood = roots.flatMap((root, number) =>
      isWhole[number] === true ? putStands(root, `${folder}/upper/${number}`, stands) : [],
    );
    const copiedNs = isWhole.includes(true) ? nextTick(folder) : begunNs;
    const namesBefore = namesAround(stands);
    return { id, store, roots, folder, isWhole, begunNs, stood, copiedNs, copied, namesBefore };
  } catch (error) {
    removeFolder(folder, store.warden);
    throw error;
  }
}

/** Returns the paths that were there. */
function copyRoot(root: AbsolutePath, copy: string, { warden }: Store): ReadonlySet<string> {
  return new Set(
    runWarden(warden, ["--copy", root, copy]).texts.map((path) => (path === "" ? basename(root) : path.slice(1))),
  );
}

function emptyInCopies(
  inner: AbsolutePath,
  { roots, isWhole, folder, warden }: Pick<Cover, "roots" | "isWhole" | "folder"> & Pick<Store, "warden">,
): void {
  for (const [number, root] of roots.entries()) {
    if (isWhole[number] !== true || root === inner || !isBeneath(inner, root)) continue;
    const copy = `${folder}/upper/${number}${inner.slice(root.length)}`;
    removeFolder(copy, warden);
    mkdirSync(bytesOf(copy), { recursive: true });
  }
}

/** overlayfs takes no folder for its own that lies in the one it covers. */
function roomFor(store: Store, roots: readonly AbsolutePath[], id: string): AbsolutePath {
  const wanted = [shelfOf(store, "active", id), parseAbsolutePath(`${store.spare}/active/${id}`)];
  const found = wanted.find((folder) => !roots.some((root) => isBeneath(folder, root)));
  if (found !== undefined) return found;
  throw new EnforcementError(
    "enforcement/start-failed",
    `changes of \`${printable(roots[0] ?? "")}\` can't be held back, as Sallyport keeps its own state in there: set XDG_STATE_HOME or XDG_RUNTIME_DIR to a folder outside of it`,
  );
}

/** The folder itself shows through with its looks. */
function makeUpper(root: AbsolutePath, folder: string, number: number): ReadonlySet<string> {
  const like = statSync(bytesOf(root));
  const upper = `${folder}/upper/${number}`;
  for (const part of [upper, `${folder}/work/${number}`]) mkdirSync(part, { mode: 0o700 });
  try {
    chownSync(upper, like.uid, like.gid);
  } catch {
    // EPERM: somebody else's folder, which only an administrator can make look so
  }
  chmodSync(upper, like.mode & 0o7777);
  utimesSync(upper, like.atime, like.mtime);
  return new Set();
}

/** True when nothing was written, which most commands do: that need not be looked at any further. */
export function isBare({ roots, folder, isWhole }: Cover): boolean {
  return roots.every((root, number) => {
    const upper = `${folder}/upper/${number}`;
    if (isWhole[number] === true || lookAt(upper)?.mode !== lookAt(root)?.mode) return false;
    try {
      return readdirSync(upper).length === 0;
    } catch {
      return false; // EACCES: its owner has closed the folder that it covers
    }
  });
}
