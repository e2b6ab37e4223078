import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { bytesOf } from "../base/index.ts";
import { type Hunk, patchOf } from "../files/index.ts";
import type { Change } from "./change.ts";
import { placeInFiles } from "./place-in-files.ts";
import type { KeptChanges } from "./record.ts";

/** One change with what it did to the text of a file. */
export interface DescribedChange extends Change {
  /** Absent where there is no text on both sides, or too much of it. */
  readonly hunks: readonly Hunk[] | undefined;
}

/** In bytes. Nobody reads more. */
const longestText = 512 * 1024;

/** Reads both sides of a change: the one in the workspace as it is now, the other one from `files`. */
export function describeChange(change: Change, record: KeptChanges, files: string): DescribedChange {
  const [old, fresh] = textsOf(change, record, files);
  const isText = old !== undefined && fresh !== undefined;
  return { ...change, hunks: change.kind === "file" && isText ? patchOf(old, fresh) : undefined };
}

function textsOf(
  change: Change,
  record: KeptChanges,
  files: string,
): readonly [old: string | undefined, fresh: string | undefined] {
  if (change.change === "renamed" || change.swap === undefined) return ["", ""];
  const kept = textAt(placeInFiles(change, record, files));
  const present = textAt(change.path);
  const sides = record.state === "landed" ? { old: kept, fresh: present } : { old: present, fresh: kept };
  return [change.change === "created" ? "" : sides.old, change.change === "deleted" ? "" : sides.fresh];
}

function textAt(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const fd = openSync(bytesOf(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile() || stats.size > longestText) return undefined;
      const bytes = readFileSync(fd);
      return bytes.includes(0) ? undefined : bytes.toString("utf8");
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined; // gone, or not for this user to read
  }
}
