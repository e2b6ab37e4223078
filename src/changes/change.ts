import type { AbsolutePath } from "../base/index.ts";
import type { Entry } from "./list-tree.ts";

/** Where and as what something stands, to be found there again. Times are nanoseconds, inodes too large for numbers. */
export interface Stamp {
  readonly kind: "file" | "folder" | "link" | "other";
  readonly inode: string;
  readonly size: number;
  readonly mode: number;
  readonly changedNs: string;
  readonly touchedNs: string;
}

/** One name that lands as a whole: what stood there and what shall; one of the two may be nothing. */
export interface Swap {
  /** The number of the root it lies beneath. */
  readonly root: number;
  readonly path: string;
  /** The name of the other thing in the folder of the transaction. */
  readonly name: string;
  readonly old: Stamp | undefined;
  readonly fresh: Stamp | undefined;
  /** When what stands there now was put there by a landing, in nanoseconds. */
  readonly placedNs?: string;
}

/** How a folder that stays looks. */
export interface Look {
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  readonly changedNs: string;
}

export interface Dressing {
  readonly root: number;
  readonly path: string;
  readonly before: Look;
  readonly after: Look;
}

/** One path that a command has changed. */
export interface Change {
  /** On the host. */
  readonly path: AbsolutePath;
  readonly change: "created" | "changed" | "deleted" | "renamed";
  /** Where it was before, for what was renamed. */
  readonly from?: AbsolutePath;
  /** What it is now; of what is gone, what it was. */
  readonly kind: "file" | "folder" | "link";
  /** Of a file: what it holds now, and what it held; 0 for all else. */
  readonly bytes: number;
  readonly oldBytes: number;
  readonly mode: number;
  readonly oldMode: number;
  /** The number of the swap that brings it, maybe with more; absent for the look of a folder alone. */
  readonly swap: number | undefined;
  /** The folder was there for as long as the command ran, as something to stand in. */
  readonly stood?: true;
}

/** What was written and can't land: it lies as it was written in `root-N` beside the files that could, for each of these roots. */
interface Apart {
  readonly why: string;
  readonly roots: readonly number[];
}

/** What a command has done to its folders. */
export interface Changes {
  readonly roots: readonly AbsolutePath[];
  readonly swaps: readonly Swap[];
  readonly dressings: readonly Dressing[];
  readonly changes: readonly Change[];
  /** Paths that somebody else has changed meanwhile. */
  readonly conflicts: readonly string[];
  /** What is neither file nor folder nor link, and so does not land. */
  readonly left: readonly string[];
  readonly apart?: Apart;
}

/** What is remembered of an entry to know it again. */
export function stampOf(entry: Entry | undefined): Stamp | undefined {
  if (entry === undefined) return undefined;
  const { kind, inode, size, mode, changedNs, touchedNs } = entry;
  return { kind: kind === "gone" ? "other" : kind, inode, size, mode, changedNs, touchedNs };
}

export function lookOf({ mode, user, group, changedNs }: Entry): Look {
  return { mode, user, group, changedNs };
}
