import { mkdirSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../../base/index.ts";
import { openOwnedFolder, sweepOwned } from "../../changes/index.ts";

/** Texts for other programs to search, which only this user can read. */
interface SearchFolder extends Disposable {
  readonly path: AbsolutePath;
}

const start = "/tmp/sallyport-search-";

/** Gone with its end. What a process that was killed has left goes with the next one. */
export function openSearchFolder(): SearchFolder {
  sweepSearches();
  const folder = openOwnedFolder(start);
  const path = parseAbsolutePath(`${folder.path}/texts`);
  mkdirSync(path);
  return { path, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

/** Removes the texts of searches whose process has ended before them. */
export function sweepSearches(): void {
  sweepOwned(start);
}
