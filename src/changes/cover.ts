import { dirname } from "node:path";
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import {
  type AbsolutePath,
  bytesOf,
  EnforcementError,
  isBeneath,
  parseAbsolutePath,
  printable,
} from "../base/index.ts";
import { clockOf, nextTick } from "./clock.ts";
import { ownSelf } from "./owner.ts";
import { runWarden } from "./run-warden.ts";
import { makeFolder, newId, removeFolder, shelfOf, type Store } from "./store.ts";

/** `overlay`: what is written lies apart from what was there. `copy`: all of it is copied first. */
export type Means = "overlay" | "copy";

/** Host paths that are there for as long as a command runs. */
export interface Stands {
  readonly folders: readonly AbsolutePath[];
  readonly files: readonly AbsolutePath[];
}

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
}

/** Makes room for what a command writes. Throws an `EnforcementError` where there is none, or a copy fails. */
export function coverFolders(store: Store, roots: readonly AbsolutePath[], { means, stands }: Covering): Cover {
  const id = newId(new Date());
  const folder = roomFor(store, roots, id);
  for (const part of ["upper", "work"]) makeFolder(`${folder}/${part}`);
  writeFileSync(`${folder}/owner`, JSON.stringify(ownSelf()), { mode: 0o600 });
  const begunNs = clockOf(folder);
  const isWhole = roots.map((root) => means === "copy" || !lstatSync(bytesOf(root)).isDirectory());
  try {
    roots.forEach((root, number) => {
      if (isWhole[number] === true) runWarden(store.warden, ["--copy", root, `${folder}/upper/${number}`]);
      else makeUpper(root, folder, number);
    });
    // What is mounted further in is covered by itself.
    for (const inner of roots.slice(1)) emptyInCopies(inner, { roots, isWhole, folder, warden: store.warden });
  } catch (error) {
    removeFolder(folder, store.warden);
    throw error;
  }
  const stood = roots.flatMap((root, number) =>
    isWhole[number] === true ? putStands(root, `${folder}/upper/${number}`, stands) : [],
  );
  const copiedNs = isWhole.includes(true) ? nextTick(folder) : begunNs;
  return { id, store, roots, folder, isWhole, begunNs, stood, copiedNs };
}

/** What is missing of it in a copy; returns the outermost of what was made. */
function putStands(root: AbsolutePath, copy: string, { folders, files }: Stands): readonly string[] {
  const inCopy = (path: AbsolutePath): string => `${copy}${path.slice(root.length)}`;
  const isInside = (path: AbsolutePath): boolean => path !== root && isBeneath(path, root);
  const make = (path: string): readonly string[] => {
    const made = mkdirSync(bytesOf(path), { recursive: true });
    return made === undefined ? [] : [made];
  };
  return [
    ...folders.filter(isInside).flatMap((path) => make(inCopy(path))),
    ...files.filter(isInside).flatMap((path) => {
      const target = inCopy(path);
      const made = make(dirname(target));
      if (lstatSync(bytesOf(target), { throwIfNoEntry: false }) !== undefined) return made;
      writeFileSync(bytesOf(target), "");
      return [...made, target];
    }),
  ];
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
function makeUpper(root: AbsolutePath, folder: string, number: number): void {
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
}

/** True when nothing was written, which most commands do: that need not be looked at any further. */
export function isBare({ roots, folder, isWhole }: Cover): boolean {
  return roots.every((root, number) => {
    const upper = `${folder}/upper/${number}`;
    if (isWhole[number] === true || readdirSync(upper).length > 0) return false;
    const [now, like] = [statSync(upper), statSync(bytesOf(root))];
    return now.mode === like.mode;
  });
}
