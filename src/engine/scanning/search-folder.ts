import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../../base/index.ts";
import { isOwned, ownSelf } from "../../changes/index.ts";

/** Texts for other programs to search, which only this user can read. */
interface SearchFolder extends Disposable {
  readonly path: AbsolutePath;
}

const temporary = "/tmp";
const prefix = "sallyport-search-";

/** Gone with its end. What a process that was killed has left goes with the next one. */
export function openSearchFolder(): SearchFolder {
  sweepSearches();
  const folder = mkdtempSync(`${temporary}/${prefix}`);
  writeFileSync(`${folder}/owner`, JSON.stringify(ownSelf()));
  const path = parseAbsolutePath(`${folder}/texts`);
  mkdirSync(path);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Removes the texts of searches whose process has ended before them. */
export function sweepSearches(): void {
  for (const entry of readdirSync(temporary, { withFileTypes: true })) {
    const folder = `${temporary}/${entry.name}`;
    if (!entry.name.startsWith(prefix) || !entry.isDirectory() || isOwned(`${folder}/owner`)) continue;
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // EACCES, EPERM: somebody else's
    }
  }
}
