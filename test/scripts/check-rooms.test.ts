import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkRooms, unusedRights } from "../../scripts/check-rooms.ts";
import { roomCases } from "./check-rooms.cases.ts";

function sourceOf(files: Readonly<Record<string, string>>): string {
  const source = mkdtempSync(join(tmpdir(), "sallyport-rooms-"));
  onTestFinished(() => rmSync(source, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  return source;
}

test.for(roomCases)("$name", ({ files, problems }) => {
  const found = checkRooms(sourceOf(files)).problems;
  if (problems.length === 0) expect(found).toEqual([]);
  for (const problem of problems) expect(found.join("\n")).toContain(problem);
});

test("what a room may do and does not is told", () => {
  const all = [
    'import { a } from "../base/index.ts";',
    'import { z } from "zod";',
    'import { parse } from "jsonc-parser";',
  ];
  const unused = (lines: readonly string[]): readonly string[] =>
    unusedRights(sourceOf({ "policy/inner/a.ts": lines.join("\n").replace("../", "../../") })).filter((told) =>
      told.startsWith("room `policy`"),
    );
  expect(unused(all)).toEqual([]);
  expect(unused(all.slice(1))).toEqual(["room `policy` does not use `base`"]);
  expect(unused(all.slice(0, 2))).toEqual(["room `policy` does not use `jsonc-parser`"]);
});
