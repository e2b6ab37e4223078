import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync } from "node:fs";
import { bytesOf } from "../base/index.ts";
import type { Change } from "./change.ts";
import { placeInFiles } from "./place-in-files.ts";
import type { KeptChanges } from "./record.ts";

/** What a file held and what it holds by a change, or where a link led and leads: empty where it is not, nothing where it can't be read. */
export interface Sides {
  readonly old: Buffer | undefined;
  readonly fresh: Buffer | undefined;
}

/** A part of both sides, in bytes. */
export interface Part {
  readonly from: number;
  readonly most: number;
}

export type SidesOf = (change: Change, part: Part) => Sides;

const none = Buffer.alloc(0);

/** Reads both sides of a change: the one in the workspace as it is now, the other one from `files`. */
export function sidesOf(
  change: Change,
  { record, files }: { readonly record: Pick<KeptChanges, "roots" | "swaps" | "state">; readonly files: string },
  part: Part,
): Sides {
  if (change.change === "renamed" || change.swap === undefined) return { old: none, fresh: none };
  const kept = bytesAt(placeInFiles(change, record, files), part);
  const present = bytesAt(change.path, part);
  const sides = record.state === "landed" ? { old: kept, fresh: present } : { old: present, fresh: kept };
  return {
    old: change.change === "created" ? none : sides.old,
    fresh: change.change === "deleted" ? none : sides.fresh,
  };
}

function bytesAt(path: string | undefined, { from, most }: Part): Buffer | undefined {
  if (path === undefined) return undefined;
  try {
    const fd = openSync(bytesOf(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile()) return undefined;
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(most, stats.size - from)));
      return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, from));
    } finally {
      closeSync(fd);
    }
  } catch {
    return linkAt(path); // or gone, or not for this user to read
  }
}

function linkAt(path: string): Buffer | undefined {
  try {
    return readlinkSync(bytesOf(path), "buffer");
  } catch {
    return undefined; // no link either
  }
}
