import { closeSync, fstatSync, readFileSync } from "node:fs";
import type { Reached } from "../reach.ts";
import type { FileDesk } from "../tool.ts";
import { type Met, walk } from "../walk.ts";
import type { OpenedFile } from "./found.ts";
import type { NameFilter } from "./name-filter.ts";

/** Each start of ripgrep takes milliseconds, and each file a descriptor of both processes. */
const mostOpen = 1000;
/** The first ones are few: often they hold enough. */
const fewOpen = 100;
/** Milliseconds that one search of a batch may take from all else in this process. */
const longestSearch = 150;

interface Walking {
  readonly desk: Pick<FileDesk, "visible" | "searchable" | "otherName">;
  readonly filter: NameFilter;
  readonly isLate: () => boolean;
}

/**
 * The files below a folder that are to be searched, opened, some at a time: they are closed when the next are asked for. Each file that is
 * not among them is an empty batch, so that whoever asks is not kept waiting.
 */
export function* batches(at: Reached, { desk, filter, isLate }: Walking): Generator<readonly OpenedFile[]> {
  const room = Math.min(mostOpen, Math.floor((descriptorLimit() - 100) / 2));
  let size = Math.min(fewOpen, room);
  let batch: OpenedFile[] = [];
  try {
    for (const met of walk(at, { visible: desk.visible, skips: filter.skips, isLate })) {
      const file =
        met.visible === "shown" && filter.wants(met.parts) && desk.searchable(met.real) ? opened(met, desk) : undefined;
      if (file === undefined) {
        yield [];
        continue;
      }
      batch.push(file);
      if (batch.length < size) continue;
      const since = performance.now();
      yield batch;
      closeAll(batch);
      const isSlow = performance.now() - since > longestSearch;
      [batch, size] = [[], isSlow ? Math.ceil(size / 2) : Math.min(2 * size, room)];
    }
    if (batch.length > 0) yield batch;
  } finally {
    closeAll(batch);
  }
}

/** Nothing where there is no file with anything in it: another thing may be there by now. */
function opened({ real, open }: Met, { otherName }: Walking["desk"]): OpenedFile | undefined {
  const fd = open();
  if (fd === undefined) return undefined;
  const stats = fstatSync(fd);
  if (stats.isFile() && stats.size > 0 && otherName(stats, real) === undefined)
    return { path: real, fd, size: stats.size, changed: stats.mtimeMs };
  closeSync(fd);
  return undefined;
}

function closeAll(files: readonly OpenedFile[]): void {
  for (const { fd } of files) closeSync(fd);
}

function descriptorLimit(): number {
  const limit = /^Max open files\s+(?<soft>\d+)/mu.exec(readFileSync("/proc/self/limits", "utf8"))?.groups?.["soft"];
  return limit === undefined ? mostOpen : Number(limit);
}
