import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { coverWith, recoverChanges, type Shade, type Store } from "../../src/changes/index.ts";
import { treeOf } from "./tree.ts";

const warden = parseAbsolutePath(fileURLToPath(new URL("../../dist/warden", import.meta.url)));

test("a copy shows what is to land, and nothing else is touched", () => {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-shade-"));
  try {
    const path = (name: string): Store["folder"] => parseAbsolutePath(join(folder, name));
    const store = { folder: path("store"), spare: path("spare"), warden };
    for (const name of ["project", "made"]) mkdirSync(path(name));
    spawnSync("bash", ["-c", "mkdir -p d/e; echo 1 > d/e/f; echo 1 > a; echo 1 > b; ln -s a l"], {
      cwd: path("project"),
    });
    spawnSync("bash", ["-c", "echo 2 > new; ln -s b link"], { cwd: path("made") });
    const before = treeOf(path("project"));
    const shades: readonly Shade[] = [
      { path: path("project/a"), from: path("made/new") },
      { path: path("project/l"), from: path("made/link") },
      { path: path("project/d"), from: Buffer.from("3\n") },
      { path: path("project/d") },
      { path: path("project/d/e") },
      { path: path("project/d/e/f") },
      { path: path("project/x/y"), from: path("made/new") },
      { path: path("project/b") },
    ];
    const stands = { folders: [], files: [] };
    const cover = coverWith(store, [path("project")], { means: "copy", stands, shades });
    expect(treeOf(join(cover.folder, "upper/0"))).toMatchObject({ a: "644 2", d: "644 3", "x/y": "644 2" });
    expect(readdirSync(join(cover.folder, "upper/0")).toSorted()).toEqual(["a", "d", "l", "x"]);
    expect(treeOf(path("project"))).toEqual(before);
    // Of one that was cut short nobody need hear.
    writeFileSync(join(cover.folder, "owner"), "{");
    expect(recoverChanges(store)).toEqual([]);
    expect(readdirSync(path("store/active"))).toEqual([]);
    expect(() => coverWith(store, [path("made")], { means: "copy", stands, shades })).toThrow("shows");
    expect(readdirSync(path("store/active"))).toEqual([]);
  } finally {
    spawnSync("rm", ["-rf", folder]);
  }
});
