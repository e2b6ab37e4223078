import { createHash } from "node:crypto";
import { closeSync, constants, openSync, readSync } from "node:fs";
import { bytesOf } from "../base/index.ts";
import type { Change, Changes } from "./change.ts";
import { placeInFiles } from "./place-in-files.ts";

/** In bytes, of all files together: beyond that a file that has moved is told as two changes. */
const mostCompared = 512 * 1024 * 1024;

/** What vanished under one name and came up under another with the same content is told as one change. */
export function withRenames(found: Pick<Changes, "changes" | "roots" | "swaps">, files: string): readonly Change[] {
  const isFile = ({ kind }: Change): boolean => kind === "file";
  const gone = found.changes.filter((change) => change.change === "deleted" && isFile(change) && change.oldBytes > 0);
  const made = found.changes.filter((change) => change.change === "created" && isFile(change) && change.bytes > 0);
  if (gone.length === 0 || made.length === 0) return found.changes;
  const read = createReader();
  // Most are told apart by their sizes.
  const [goneSizes, madeSizes] = [new Set(gone.map(oldBytesOf)), new Set(made.map(({ bytes }) => bytes))];
  const byText = Map.groupBy(gone.filter(({ oldBytes }) => madeSizes.has(oldBytes)).toReversed(), (change) =>
    read(change.path, change.oldBytes),
  );
  const sources = new Map<Change, Change>();
  for (const change of made) {
    if (!goneSizes.has(change.bytes)) continue;
    const text = read(placeInFiles(change, found, files), change.bytes);
    const old = text === undefined ? undefined : byText.get(text)?.pop();
    if (old !== undefined) sources.set(change, old);
  }
  const used = new Set(sources.values());
  return found.changes
    .filter((change) => !used.has(change))
    .map((change) => {
      const old = sources.get(change);
      return old === undefined ? change : { ...change, change: "renamed", from: old.path, oldBytes: old.oldBytes };
    });
}

function oldBytesOf({ oldBytes }: Change): number {
  return oldBytes;
}

/** Tells the texts of files apart; nothing for what can't be read, and for what would be too much. */
function createReader(): (path: string | undefined, bytes: number) => string | undefined {
  const part = Buffer.allocUnsafe(1024 * 1024);
  let left = mostCompared;
  return (path, bytes) => {
    left -= bytes;
    return path === undefined || left < 0 ? undefined : digestOf(path, bytes, part);
  };
}

function digestOf(path: string, bytes: number, part: Buffer): string | undefined {
  try {
    const fd = openSync(bytesOf(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const hash = createHash("sha256");
      let left = bytes;
      for (let got = readSync(fd, part); got > 0 && left >= 0; got = readSync(fd, part)) {
        hash.update(part.subarray(0, got));
        left -= got;
      }
      return left === 0 ? hash.digest("base64") : undefined;
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined; // EACCES: what can't be read is not compared
  }
}
