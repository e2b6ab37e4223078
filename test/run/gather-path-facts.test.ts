import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AbsolutePath, parseAbsolutePath } from "../../src/base/index.ts";
import type { GlobQuestion } from "../../src/confine/index.ts";
import { gatherPathFacts } from "../../src/run/index.ts";

let folder: AbsolutePath;
const at = (name: string): AbsolutePath => parseAbsolutePath(`${folder}/${name}`);

beforeAll(() => {
  folder = parseAbsolutePath(mkdtempSync("/tmp/sallyport-facts-"));
  mkdirSync(at("a/b"), { recursive: true });
  writeFileSync(at("a/b/x.pem"), "");
  symlinkSync("a", at("link"));
  symlinkSync("loop", at("loop"));
  symlinkSync(at("a/b/x.pem"), at("key.pem"));
  symlinkSync("/a", at("absolute"));
  mkdirSync(at("closed"), 0);
});
afterAll(() => {
  chmodSync(at("closed"), 0o700);
  rmSync(folder, { recursive: true });
});

const host = { warden: "/nowhere", home: "/nowhere" };
const noTrees = {
  folders: [],
  patterns: [],
  opened: [],
  left: [],
  guards: [],
  names: { repository: [], workTree: [], reserved: [] },
  workTree: parseAbsolutePath("/"),
};

const cases = [
  { name: "a/b", kind: "folder", real: "a/b" },
  { name: "link/b/x.pem", kind: "file", real: "a/b/x.pem" },
  { name: "link/new/er", kind: "absent", real: "a/new/er" },
  { name: "a/b/x.pem/below", kind: "absent", real: "a/b/x.pem/below" },
] as const;

test.for(cases)("what stands at $name", ({ name, kind, real }) => {
  const { at: facts } = gatherPathFacts({ root: undefined, literals: [at(name)], globs: [], trees: noTrees }, host);
  expect(facts.get(at(name))).toMatchObject({ kind, real: at(real) });
});

test("a link that leads to itself is absent, and can't be made", () => {
  const { at: facts } = gatherPathFacts({ root: undefined, literals: [at("loop")], globs: [], trees: noTrees }, host);
  expect(facts.get(at("loop"))).toMatchObject({ kind: "absent", creatable: false });
});

test("below a sandbox root an absolute link stays there", () => {
  const path = parseAbsolutePath("/absolute/b");
  const { at: facts } = gatherPathFacts({ root: folder, literals: [path], globs: [], trees: noTrees }, host);
  expect(facts.get(path)).toMatchObject({ kind: "folder", real: "/a/b" });
});

test("a folder from the first second of 2000 may be a stand-in", () => {
  mkdirSync(at("made"));
  utimesSync(at("made"), 946_684_800, 946_684_800);
  const { at: facts } = gatherPathFacts(
    { root: undefined, literals: [at("made"), at("a")], globs: [], trees: noTrees },
    host,
  );
  expect([facts.get(at("made"))?.standIn, facts.get(at("a"))?.standIn]).toEqual([true, false]);
});

const question = (more: Partial<GlobQuestion>): GlobQuestion => ({
  pattern: "p",
  within: [folder],
  depth: undefined,
  matches: (parts) => parts.at(-1)?.endsWith(".pem") === true,
  ...more,
});

test("a pattern finds files, and the targets of links it matches, once", () => {
  const { matches, tooMany } = gatherPathFacts(
    { root: undefined, literals: [], globs: [question({})], trees: noTrees },
    host,
  );
  expect(tooMany).toBeUndefined();
  expect(matches.get("p")).toEqual([{ path: at("a/b/x.pem"), shape: "file" }]);
});

test("more matches than can be masked are refused", () => {
  const many = at("many");
  mkdirSync(many);
  for (let index = 0; index < 2001; index += 1) writeFileSync(join(many, `${index}.pem`), "");
  expect(
    gatherPathFacts({ root: undefined, literals: [], globs: [question({})], trees: noTrees }, host).tooMany,
  ).toEqual({
    pattern: "p",
    limit: 2000,
  });
});
