import { readFileSync } from "node:fs";
import { bytesOf } from "../base/index.ts";
import type { Change, Changes } from "./change.ts";
import { placeInFiles } from "./place-in-files.ts";

/** Longer files are told as two changes. */
const mostBytes = 16 << 20;

/** What vanished under one name and came up under another with the same content is told as one change. */
export function withRenames(found: Pick<Changes, "changes" | "roots" | "swaps">, files: string): readonly Change[] {
  const gone = Map.groupBy(
    found.changes.filter(({ change, kind, oldBytes }) => change === "deleted" && kind === "file" && oldBytes > 0),
    ({ oldBytes }) => oldBytes,
  );
  const sources = new Map<Change, Change>();
  for (const made of found.changes) {
    if (made.change !== "created" || made.kind !== "file" || made.bytes > mostBytes) continue;
    const alike = gone.get(made.bytes);
    const index = alike?.findIndex((old) => hasSameText(old, made, { found, files })) ?? -1;
    const [old] = index === -1 ? [] : (alike?.splice(index, 1) ?? []);
    if (old !== undefined) sources.set(made, old);
  }
  const used = new Set(sources.values());
  return found.changes
    .filter((change) => !used.has(change))
    .map((change) => {
      const old = sources.get(change);
      return old === undefined ? change : { ...change, change: "renamed", from: old.path, oldBytes: old.oldBytes };
    });
}

function hasSameText(
  old: Change,
  made: Change,
  { found, files }: { readonly found: Pick<Changes, "roots" | "swaps">; readonly files: string },
): boolean {
  const place = placeInFiles(made, found, files);
  try {
    return place !== undefined && readFileSync(bytesOf(old.path)).equals(readFileSync(bytesOf(place)));
  } catch {
    return false; // EACCES: what can't be read is not compared
  }
}
