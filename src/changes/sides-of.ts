import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { bytesOf } from "../base/index.ts";
import type { Change } from "./change.ts";
import { placeInFiles } from "./place-in-files.ts";
import type { KeptChanges } from "./record.ts";

/** What a file held and what it holds by a change: empty where it is not, nothing where that is no text, or too much. */
export interface Sides {
  readonly old: string | undefined;
  readonly fresh: string | undefined;
}

export type SidesOf = (change: Change) => Sides;

/** In bytes. */
const longestText = 64 * 1024 * 1024;

/** Reads both sides of a change: the one in the workspace as it is now, the other one from `files`. */
export function sidesOf(
  change: Change,
  record: Pick<KeptChanges, "roots" | "swaps" | "state">,
  files: string,
  longest = longestText,
): Sides {
  if (change.change === "renamed" || change.swap === undefined) return { old: "", fresh: "" };
  const kept = textAt(placeInFiles(change, record, files), longest);
  const present = textAt(change.path, longest);
  const sides = record.state === "landed" ? { old: kept, fresh: present } : { old: present, fresh: kept };
  return {
    old: change.change === "created" ? "" : sides.old,
    fresh: change.change === "deleted" ? "" : sides.fresh,
  };
}

function textAt(path: string | undefined, longest: number): string | undefined {
  if (path === undefined) return undefined;
  try {
    const fd = openSync(bytesOf(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile() || stats.size > longest) return undefined;
      const bytes = readFileSync(fd);
      return bytes.includes(0) ? undefined : bytes.toString("utf8");
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined; // gone, or not for this user to read
  }
}
