import type { AbsolutePath } from "../base/index.ts";
import type { Changes } from "./change.ts";
import { placeInFiles } from "./place-in-files.ts";

/** A path as it would be. */
export interface Shade {
  readonly path: AbsolutePath;
  /** Where what is to stand there lies until then, or what it is to hold. Absent: nothing would be there. */
  readonly from?: string | Buffer;
}

/** What is to land of a transaction that has not. */
export function shadesOf(found: Pick<Changes, "changes" | "roots" | "swaps">, files: string): readonly Shade[] {
  return found.changes.flatMap((change): readonly Shade[] => {
    if (change.swap === undefined) return []; // the looks of a folder
    const from = change.change === "deleted" ? undefined : placeInFiles(change, found, files);
    const old = change.from === undefined ? [] : [{ path: change.from }];
    return [{ path: change.path, ...(from !== undefined && { from }) }, ...old];
  });
}
