import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AbsolutePath, parseAbsolutePath } from "../../src/base/index.ts";
import type { TreeFacts } from "../../src/confine/index.ts";
import { createHostSide } from "../../src/run/host-side.ts";
import { gatherTrees } from "../../src/run/gather-trees.ts";
import { createPathResolver } from "../../src/run/resolve-path.ts";
import { sweepTrees } from "../../src/run/sweep-trees.ts";

const warden = fileURLToPath(new URL("../../dist/warden", import.meta.url));
const names = { repository: ["hooks", "config"], workTree: [".editor"], reserved: [".editor"] };
let outside: AbsolutePath;
let folder: AbsolutePath;

beforeEach(() => {
  outside = parseAbsolutePath(mkdtempSync("/tmp/sallyport-trees-"));
  folder = parseAbsolutePath(`${outside}/in`);
  mkdirSync(folder);
});
afterEach(() => rmSync(outside, { recursive: true }));

const put = (path: string): string => {
  const full = join(outside, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, "");
  return full;
};
const link = (from: string, to: string): void => {
  mkdirSync(dirname(join(outside, to)), { recursive: true });
  linkSync(join(outside, from), join(outside, to));
};
const gather = (): TreeFacts =>
  gatherTrees({ folders: [folder], patterns: [], opened: [], left: [], guards: [], names, workTree: folder }, [], {
    root: undefined,
    resolve: createPathResolver(createHostSide(undefined)),
    warden,
    home: "/nowhere",
  });
const inside = (path: string): string => path.slice(folder.length + 1);

test("a file is suspicious when one of its names lies outside", () => {
  for (const name of ["a", "b", "c"]) put(`in/${name}`);
  link("in/a", "out");
  link("in/b", "in/deep/b");
  link("in/c", "in/deep/c");
  link("in/c", "out-too");
  expect(gather().linked.map(inside).toSorted()).toEqual(["a", "c", "deep/c"]);
});

test("what package managers and git link is left to them", () => {
  put("store/x");
  link("store/x", "in/node_modules/x/index.js");
  link("store/x", "in/.venv/lib/python3/site-packages/x.py");
  put("in/r/.git/objects/ab/cd");
  link("in/r/.git/objects/ab/cd", "clone/.git/objects/ab/cd");
  expect(gather().linked).toEqual([]);
});

test.for([
  { name: "by a clock that goes on", aheadMs: 0 },
  { name: "though the clock was put back since", aheadMs: 3_600_000 },
])("what a command has made is told from what was there, $name", ({ aheadMs }) => {
  put("in/f");
  const { seen } = gather();
  const made = put("in/new/.editor");
  execFileSync("git", ["init", "-q", dirname(made)]);
  if (seen === undefined) throw new Error("nothing was seen");
  const { disarmed } = sweepTrees({ ...seen, startedMs: seen.startedMs + aheadMs }, warden);
  expect(disarmed).toEqual([{ path: made, how: "moved" }]);
});

test("a name is reserved where there is anything at all", () => {
  expect(gather().reserved).toEqual([]);
  put("in/f");
  expect(gather().reserved.map(inside)).toEqual([".editor"]);
});

test("beyond the bounds it says what is not guarded", () => {
  expect(gather().weaker).toBeUndefined();
  for (let count = 0; count < 101; count += 1) {
    mkdirSync(join(folder, `r${count}/.git`), { recursive: true });
    put(`in/f${count}`);
    link(`in/f${count}`, `other${count}`);
  }
  const { weaker, linked, guarded } = gather();
  expect([weaker?.includes("100 repositories"), weaker?.includes("100 files"), linked.length]).toEqual([
    true,
    true,
    100,
  ]);
  expect(guarded).toEqual([]);
});

test("names that are no text are not passed over in silence", () => {
  execFileSync("bash", ["-c", `mkdir -p "$0"/$'\\xff'/.git`, folder]);
  expect(gather().weaker).toContain("no text");
});
