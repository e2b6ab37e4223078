import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownSelf } from "../../src/changes/index.ts";
import { openSearchFolder } from "../../src/engine/scanning/search-folder.ts";

test("what a search that was killed has left goes with the next one, and no other's does", async () => {
  const left = (owner: string): string => {
    const folder = mkdtempSync("/tmp/sallyport-search-");
    // Searches elsewhere sweep meanwhile, and would take half of it for nobody's.
    writeFileSync(join(folder, "owner.new"), owner);
    renameSync(join(folder, "owner.new"), join(folder, "owner"));
    return folder;
  };
  const stale = left(JSON.stringify({ ...ownSelf(), start: "1" }));
  const others = left(JSON.stringify({ ...ownSelf(), start: "1", namespace: "pid:[1]" }));
  try {
    using running = openSearchFolder();
    {
      using next = openSearchFolder();
      await expect.poll(() => existsSync(stale)).toBe(false);
      expect([others, running.path, next.path].map((path) => existsSync(path))).toEqual([true, true, true]);
    }
    expect(existsSync(join(running.path, "../owner"))).toBe(true);
  } finally {
    rmSync(others, { recursive: true });
  }
});
