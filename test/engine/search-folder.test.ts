import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownSelf } from "../../src/changes/index.ts";
import { openSearchFolder } from "../../src/engine/scanning/search-folder.ts";

test("what a search that was killed has left goes with the next one, and no other's does", () => {
  const left = (owner: string): string => {
    const folder = mkdtempSync("/tmp/sallyport-search-");
    writeFileSync(join(folder, "owner"), owner);
    return folder;
  };
  const stale = left(JSON.stringify({ ...ownSelf(), start: "1" }));
  const others = left(JSON.stringify({ ...ownSelf(), start: "1", namespace: "pid:[1]" }));
  try {
    using running = openSearchFolder();
    {
      using next = openSearchFolder();
      expect([stale, others, running.path, next.path].map((path) => existsSync(path))).toEqual([
        false,
        true,
        true,
        true,
      ]);
    }
    expect(existsSync(join(running.path, "../owner"))).toBe(true);
  } finally {
    rmSync(others, { recursive: true });
  }
});
