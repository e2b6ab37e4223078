import { limits } from "./limits.ts";

/**
 * A working folder that the text may have reached: relative to the request's folder (empty for that folder
 * itself), below `~`, or absolute. `undefined` when it only exists at run time.
 */
export interface Folder {
  readonly path: string | undefined;
  /** Only where a `cd` failed and the text went on all the same. */
  readonly doubtful: boolean;
  readonly previous: string | undefined;
  /** What `pushd` left behind, last first. */
  readonly stack: readonly string[];
}

/** Every folder in which the next command may run; empty where nothing runs any more. */
export type Folders = readonly Folder[];

/** Where a command leaves the shell when it succeeds and when it fails. */
export interface Flow {
  readonly ok: Folders;
  readonly fail: Folders;
}

export const startFolders: Folders = [{ path: "", doubtful: false, previous: undefined, stack: [] }];
export const nowhere: Flow = { ok: [], fail: [] };

export function staying(folders: Folders): Flow {
  return { ok: folders, fail: folders };
}

/** All folders of both; too many to follow are one unknown folder. */
export function eitherFolders(first: Folders, second: Folders): Folders {
  if (first === second || second.length === 0) return first;
  if (first.length === 0) return second;
  const folders: Folder[] = [];
  for (const folder of [...first, ...second]) {
    const same = folders.findIndex((other) => other.path === folder.path && sameStack(other, folder));
    const known = folders[same];
    if (known === undefined) folders.push(folder);
    else if (known.doubtful && !folder.doubtful) folders[same] = folder;
  }
  if (folders.length <= limits.folders) return folders;
  return [unknownFolder];
}

function sameStack(one: Folder, other: Folder): boolean {
  return one.previous === other.previous && one.stack.join("\0") === other.stack.join("\0");
}

const unknownFolder: Folder = { path: undefined, doubtful: false, previous: undefined, stack: [] };

export function isHomePath(path: string): boolean {
  return path === "~" || path.startsWith("~/");
}

/** `path` counted from `folder`; never normalised. `undefined` when the folder is not known. */
export function joinPath(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith("/") || isHomePath(path)) return path;
  if (folder === undefined || folder === "") return folder === undefined ? undefined : path;
  return folder.endsWith("/") ? `${folder}${path}` : `${folder}/${path}`;
}

/** Takes out `.` and `..` the way `cd` does, which counts by name and not by link. */
export function normalPath(path: string): string {
  const lead = path.startsWith("/") ? "/" : isHomePath(path) ? "~" : "";
  const kept: string[] = [];
  for (const part of path.slice(lead.length).split("/")) {
    if (part === "" || part === ".") continue;
    const last = kept.at(-1);
    if (part !== "..") kept.push(part);
    else if (last !== undefined && last !== "..") kept.pop();
    else if (lead !== "/") kept.push(part);
  }
  const rest = kept.join("/");
  if (lead === "~") return rest === "" ? "~" : `~/${rest}`;
  return lead + rest;
}

/** The folders after moving each to `target`, and where a failure leaves the shell. */
export function moveTo(folders: Folders, target: (folder: Folder) => string | undefined): Flow {
  const ok = folders.map((folder) => move(folder, target(folder)));
  return { ok: eitherFolders([], ok), fail: failed(folders) };
}

function move(folder: Folder, target: string | undefined): Folder {
  const joined = target === undefined ? undefined : joinPath(folder.path, target);
  const path = joined === undefined ? undefined : normalPath(joined);
  return { ...folder, path, previous: folder.path };
}

export function failed(folders: Folders): Folders {
  return folders.map((folder) => ({ ...folder, doubtful: true }));
}
