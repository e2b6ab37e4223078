import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkRooms } from "../../scripts/check-rooms.ts";
import { roomCases } from "./check-rooms.cases.ts";

test.for(roomCases)("$name", ({ files, problems }) => {
  const source = mkdtempSync(join(tmpdir(), "sallyport-rooms-"));
  onTestFinished(() => rmSync(source, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  const found = checkRooms(source).problems;
  if (problems.length === 0) expect(found).toEqual([]);
  for (const problem of problems) expect(found.join("\n")).toContain(problem);
});
