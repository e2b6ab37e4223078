/** Changes of a folder of which all was copied: what a host without overlays does, by the same table as with them. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import {
  coverFolders,
  filesOf,
  findChanges,
  keepChanges,
  listChanges,
  settleChanges,
  type Store,
  undoChanges,
} from "../../src/changes/index.ts";
import { changedTree, clearAway, treeOf } from "./tree.ts";
import { ground, writtenCases } from "./written.cases.ts";

const warden = parseAbsolutePath(fileURLToPath(new URL("../../dist/warden", import.meta.url)));
const about = { tool: "Bash", command: "", cwd: "/", profile: "test", startedMs: 0 };

const stores = [
  { name: "to the same file system", parent: tmpdir() },
  { name: "to another file system", parent: "/dev/shm" },
];

describe.each(stores)("a folder that was copied $name", ({ parent }) => {
  let folder = "";
  let kept = "";
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sallyport-changes-"));
    kept = mkdtempSync(join(parent, "sallyport-store-"));
    mkdirSync(join(folder, "project"));
    const path = (name: string): Store["folder"] => parseAbsolutePath(join(kept, name));
    store = { folder: path("store"), spare: path("spare"), warden };
    spawnSync("bash", ["-c", ground], { cwd: join(folder, "project") });
  });
  afterEach(() => {
    clearAway(folder);
    clearAway(kept);
  });

  test.for(writtenCases)("$name", ({ script, now, left = [] }) => {
    const project = parseAbsolutePath(join(folder, "project"));
    const before = treeOf(project);
    const cover = coverFolders(store, [project], { means: "copy", stands: { folders: [], files: [] } });
    spawnSync("bash", ["-c", `umask 022; ${script}`], { cwd: join(cover.folder, "upper/0") });
    expect(treeOf(project)).toEqual(before);
    const settled = settleChanges(cover, { about, mode: "check", judge: () => [] });
    const hasChanged = Object.keys(now).length > 0;
    if (settled !== undefined) keepChanges(settled, store);
    expect(settled?.landing?.kind).toBe(hasChanged || left.length > 0 ? "landed" : settled?.landing?.kind);
    expect(treeOf(project)).toEqual(changedTree(before, now));
    expect(settled?.record.left.toSorted() ?? []).toEqual(left.map((name) => join(project, name)).toSorted());
    const record = findChanges(store, undefined, ["landed"]);
    if (record !== undefined) expect(undoChanges(record, store).landing).toEqual({ kind: "landed" });
    expect(treeOf(project)).toEqual(before);
  });

  test("a folder that is gone by the end is said, and what was written to it is kept", () => {
    const project = parseAbsolutePath(join(folder, "project"));
    const cover = coverFolders(store, [project], { means: "copy", stands: { folders: [], files: [] } });
    spawnSync("bash", ["-c", "echo mine > made"], { cwd: join(cover.folder, "upper/0") });
    renameSync(project, join(folder, "elsewhere"));
    const settled = settleChanges(cover, { about, mode: "check", judge: () => [] });
    expect(settled?.landing).toEqual({ kind: "conflict", paths: [project] });
    if (settled !== undefined) keepChanges(settled, store);
    const [record] = listChanges(store);
    expect(record && readFileSync(join(filesOf(store, record), "root-0/made"), "utf8")).toBe("mine\n");
  });
});
