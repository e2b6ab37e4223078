import { type Hunk, patchOf } from "../files/index.ts";
import type { Change } from "./change.ts";
import type { KeptChanges } from "./record.ts";
import { sidesOf } from "./sides-of.ts";

/** One change with what it did to the text of a file. */
export interface DescribedChange extends Change {
  /** Absent where there is no text on both sides, or too much of it. */
  readonly hunks: readonly Hunk[] | undefined;
}

/** In bytes. Nobody reads more. */
const longestText = 512 * 1024;

/** Reads both sides of a change: the one in the workspace as it is now, the other one from `files`. */
export function describeChange(change: Change, record: KeptChanges, files: string): DescribedChange {
  const sides = sidesOf(change, { record, files }, { from: 0, most: longestText + 1 });
  const [old, fresh] = [textOf(sides.old), textOf(sides.fresh)];
  const isText = old !== undefined && fresh !== undefined;
  return { ...change, hunks: change.kind === "file" && isText ? patchOf(old, fresh) : undefined };
}

function textOf(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined || bytes.length > longestText || bytes.includes(0)) return undefined;
  return bytes.toString("utf8");
}
