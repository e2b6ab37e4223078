/** Changes of a folder of which all was copied: what a host without overlays does, by the same table as with them. */
import { spawnSync } from "node:child_process";
import { readFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { filesOf, findChanges, listChanges, undoChanges } from "../../src/changes/index.ts";
import { changedTree, treeOf } from "./tree.ts";
import { createWorkplace, type Workplace } from "./workplace.ts";
import { writtenCases } from "./written.cases.ts";

const stores = [
  { name: "to the same file system", below: undefined },
  { name: "to another file system", below: tmpdir() },
];

describe.each(stores)("a folder that was copied $name", ({ below }) => {
  let place: Workplace;
  beforeEach(() => {
    place = createWorkplace(below);
  });
  afterEach(() => place[Symbol.dispose]());

  test.for(writtenCases)("$name", async ({ script, now, left = [] }) => {
    const { project, store } = place;
    const before = treeOf(project);
    const cover = place.cover();
    place.write(cover, script);
    expect(treeOf(project)).toEqual(before);
    const settled = await place.settle(cover);
    const hasChanged = Object.keys(now).length > 0;
    expect(settled?.landing?.kind).toBe(hasChanged || left.length > 0 ? "landed" : settled?.landing?.kind);
    expect(treeOf(project)).toEqual(changedTree(before, now));
    expect(settled?.record.left.toSorted() ?? []).toEqual(left.map((name) => join(project, name)).toSorted());
    const record = findChanges(store, undefined, ["landed"]);
    if (record !== undefined) expect(undoChanges(record, store).landing).toEqual({ kind: "landed" });
    expect(treeOf(project)).toEqual(before);
  });

  const removals: readonly (readonly [script: string, remove: string, conflict: string])[] = [
    ["echo mine >> a.txt; rm src/b.txt", "rm a.txt", "a.txt"],
    ["echo mine >> src/b.txt; rm a.txt", "rm -r src", "src/b.txt"],
    ["echo mine >> src/b.txt", "rm -r src; echo > src", "src"],
  ];
  test.for(removals)("%s, and meanwhile %s: a conflict", async ([script, remove, conflict]) => {
    const { project } = place;
    const cover = place.cover();
    place.write(cover, script);
    spawnSync("bash", ["-c", remove], { cwd: project });
    const left = treeOf(project);
    const paths: unknown = expect.arrayContaining([join(project, conflict)]);
    expect((await place.settle(cover))?.landing).toEqual({ kind: "conflict", paths });
    expect(treeOf(project)).toEqual(left);
  });

  test("a folder that is gone by the end is said, and what was written to it is kept", async () => {
    const { project, store } = place;
    const cover = place.cover();
    place.write(cover, "echo mine > made");
    renameSync(project, join(place.folder, "elsewhere"));
    expect((await place.settle(cover))?.landing).toMatchObject({
      kind: "kept",
      why: `${project} is not there any more`,
    });
    const [record] = listChanges(store);
    expect(record && readFileSync(join(filesOf(store, record), "root-0/made"), "utf8")).toBe("mine\n");
  });
});
