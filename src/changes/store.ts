import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
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

/** In the order of time, and hard to mistake for another one. */
export function newId(now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/gu, "").replace("T", "-");
  return `${stamp}-${randomBytes(3).toString("hex")}`;
}

const idForm = /^\d{8}-\d{6}-[0-9a-f]{6}$/u;

/** The oldest first. */
export function idsOn(store: Pick<Store, "folder">, shelf: Shelf): readonly string[] {
  try {
    return readdirSync(`${store.folder}/${shelf}`)
      .filter((name) => idForm.test(name))
      .toSorted();
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

/** overlayfs leaves closed folders of its own. */
export function removeWork(work: string, warden: string): void {
  try {
    for (const name of readdirSync(work))
      for (const part of ["work", "work/incompat", "work/incompat/volatile"])
        chmodSync(`${work}/${name}/${part}`, 0o700);
  } catch {
    // ENOENT: it was never mounted
  }
  removeFolder(work, warden);
}
