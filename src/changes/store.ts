import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { type AbsolutePath, bytesOf, parseAbsolutePath } from "../base/index.ts";
import { runWarden } from "./run-warden.ts";

/** Where the changes of commands are kept, and the native helper that moves them. */
export interface Store {
  readonly folder: AbsolutePath;
  /** For what is written while a command runs, where the store itself lies in a folder that is covered. */
  readonly spare: AbsolutePath;
  readonly warden: AbsolutePath;
}

/** `active`: a command runs, or is landing. `kept`: held, refused, landed, undone. */
export type Shelf = "active" | "kept";

export function shelfOf({ folder }: Pick<Store, "folder">, shelf: Shelf, id: string): AbsolutePath {
  return parseAbsolutePath(`${folder}/${shelf}/${id}`);
}

/** Where the other side of a kept change lies. */
export function filesOf(store: Pick<Store, "folder">, { id }: { readonly id: string }): AbsolutePath {
  return parseAbsolutePath(`${shelfOf(store, "kept", id)}/files`);
}

/** When it began, to the millisecond, and what tells it from others that began with it. */
export function newId(now: Date): string {
  const [date = "", time = "", milliseconds = ""] = now.toISOString().replaceAll(/[-:]/gu, "").split(/[T.Z]/u);
  return `${date}-${time}-${milliseconds}${randomBytes(3).toString("hex")}`;
}

const idForm = /^\d{8}-\d{6}-(?:\d{3})?[0-9a-f]{6}$/u;

/** In the order in which they came to be as they are, the newest last; of what came at once, in that in which it began. */
export function idsOn(store: Pick<Store, "folder">, shelf: Shelf): readonly string[] {
  const settled = (id: string): bigint =>
    statSync(`${shelfOf(store, shelf, id)}/record.json`, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
  try {
    return readdirSync(`${store.folder}/${shelf}`)
      .filter((name) => idForm.test(name))
      .map((id) => ({ id, at: settled(id) }))
      .toSorted((one, other) => Number(one.at - other.at) || (one.id < other.id ? -1 : 1))
      .map(({ id }) => id);
  } catch {
    return []; // ENOENT: nothing has been kept yet
  }
}

export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/** Removes what a command has left, whatever it has made of it. */
export function removeFolder(folder: string, warden: string): void {
  try {
    rmSync(bytesOf(folder), { recursive: true, force: true });
  } catch {
    // EACCES: a folder that its owner has closed
    runWarden(warden, ["--remove", folder]);
  }
}

/** Removes what was made to cover folders; overlayfs leaves closed folders of its own in `work`. */
export function removeCover(folder: string, warden: string): void {
  openWork(`${folder}/work`);
  removeFolder(folder, warden);
}

export function removeWork(work: string, warden: string): void {
  openWork(work);
  removeFolder(work, warden);
}

function openWork(work: string): void {
  try {
    for (const name of readdirSync(work))
      for (const part of ["work", "work/incompat", "work/incompat/volatile"])
        chmodSync(`${work}/${name}/${part}`, 0o700);
  } catch {
    // ENOENT: it was never mounted
  }
}
