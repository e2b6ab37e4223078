import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { type AbsolutePath, type Disarmed, parseAbsolutePath } from "../base/index.ts";
import type { KeptEntry } from "../confine/index.ts";
import { moveAside } from "./disarm-repository.ts";
import { lookAt, namesIn, stampOf } from "./inspect-repository.ts";
import { readBytes, readLink } from "./keep-entry.ts";
import { atPlace, openWay } from "./open-beneath.ts";

/**
 * Sees that nothing else stands at a path than before, and in it: what has been made is moved aside, what has been changed is there again.
 * What has been removed stays so: it runs nothing.
 */
export function putBack(path: AbsolutePath, before: KeptEntry | undefined): readonly Disarmed[] {
  const now = lookAt(path);
  if (now === undefined) return [];
  if (before === undefined) return moveAside(path);
  if (before.kind === "folder" && now.isDirectory()) return putBackIn(path, before.entries);
  return isSame(path, before) ? [] : replace(path, before);
}

function putBackIn(folder: AbsolutePath, entries: ReadonlyMap<string, KeptEntry>): readonly Disarmed[] {
  using _way = openWay(folder, "change");
  return namesIn(folder).flatMap((name) => putBack(parseAbsolutePath(`${folder}/${name}`), entries.get(name)));
}

/** Of permissions only the one to be executed counts. */
export function isSame(path: AbsolutePath, before: KeptEntry): boolean {
  const now = lookAt(path);
  if (now === undefined) return false;
  switch (before.kind) {
    case "file":
      return now.isFile() && (now.mode & 0o111) === (before.mode & 0o111) && readBytes(path) === before.bytes;
    case "link":
      return now.isSymbolicLink() && readLink(path) === before.target;
    case "folder":
      return false;
    case "unread":
      return stampOf(path) === before.stamp;
  }
}

/** Puts what was there in the place of what is there; that is kept beside it. */
export function replace(path: AbsolutePath, before: KeptEntry): readonly Disarmed[] {
  const [moved] = lookAt(path) === undefined ? [] : moveAside(path);
  if (moved?.how === "stuck" || before.kind === "unread") return moved === undefined ? [] : [moved];
  return [{ path, how: make(path, before) ? "restored" : "stuck" }];
}

function make(path: AbsolutePath, entry: KeptEntry): boolean {
  return atPlace(path, (pinned) => makeAt(pinned, entry)) === true;
}

function makeAt(path: string, entry: KeptEntry): boolean {
  switch (entry.kind) {
    case "file":
      writeFileSync(path, entry.bytes, { encoding: "latin1", flag: "wx", mode: 0o600 });
      chmodSync(path, entry.mode);
      return true;
    case "link":
      symlinkSync(Buffer.from(entry.target, "latin1"), path);
      return true;
    case "folder":
      mkdirSync(path);
      return [...entry.entries].every(([name, inner]) => makeAt(`${path}/${name}`, inner));
    case "unread":
      return false;
  }
}
