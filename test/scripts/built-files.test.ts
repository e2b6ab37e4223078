import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readStamp, stampBuild } from "../../scripts/built-files.ts";

test("a build leaves the files of the one before, and of none before that", () => {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-built-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stamp = join(folder, ".stamp");
  const build = (...files: readonly string[]): readonly string[] => {
    for (const name of files) writeFileSync(join(folder, name), "");
    stampBuild(stamp, { hash: "0123", files });
    expect(readStamp(stamp)).toMatchObject({ hash: "0123", files });
    return readdirSync(folder).filter((name) => name !== ".stamp");
  };
  expect(build("a-1", "main")).toEqual(["a-1", "main"]);
  expect(build("a-2", "main")).toEqual(["a-1", "a-2", "main"]);
  // The same once more is no newer one.
  expect(build("a-2", "main")).toEqual(["a-1", "a-2", "main"]);
  expect(build("a-3", "main")).toEqual(["a-2", "a-3", "main"]);
  // Back again.
  expect(build("a-2", "main")).toEqual(["a-2", "a-3", "main"]);
  expect(build("a-4", "b-4", "main")).toEqual(["a-2", "a-4", "b-4", "main"]);
});
