import { chmodSync, lstatSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { bytesOf } from "../base/index.ts";
import { runWarden } from "./run-warden.ts";
import { removeFolder } from "./store.ts";

/** Moves a file, a link or a folder to a free name, to another file system by a copy. A command may have closed the folders around it. */
export function moveEntry(from: string, to: string, warden: string): void {
  try {
    moveOnce(from, to);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EACCES") moveOpened(from, to);
    else if (code === "EXDEV") {
      copyWhole(from, to, warden);
      removeFolder(from, warden);
    } else throw error;
  }
}

function copyWhole(from: string, to: string, warden: string): void {
  try {
    runWarden(warden, ["--copy", from, to]);
  } catch (error) {
    removeFolder(to, warden); // half of it, on a disk that is full
    throw error;
  }
}

function moveOnce(from: string, to: string): void {
  renameSync(bytesOf(from), bytesOf(to));
}

function moveOpened(from: string, to: string): void {
  const { mode } = lstatSync(bytesOf(from));
  chmodSync(bytesOf(dirname(from)), 0o700);
  const isFolder = lstatSync(bytesOf(from)).isDirectory();
  if (isFolder) chmodSync(bytesOf(from), 0o700);
  moveOnce(from, to);
  if (isFolder) chmodSync(bytesOf(to), mode & 0o7777);
}
