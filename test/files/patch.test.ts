import { expect, test } from "vitest";
import { unifiedLines } from "../../src/files/index.ts";

const rows = [
  { name: "no lines before", before: "", after: "a\nb\n", lines: ["@@ -0,0 +1,2 @@", "+a", "+b"] },
  { name: "no lines after", before: "a\n", after: "", lines: ["@@ -1,1 +0,0 @@", "-a"] },
  { name: "a line changed", before: "a\nb\n", after: "a\nc\n", lines: ["@@ -1,2 +1,2 @@", " a", "-b", "+c"] },
  { name: "the same", before: "a\n", after: "a\n", lines: [] },
];

test.for(rows)("a stretch stands behind the head that `patch` takes: $name", ({ before, after, lines }) => {
  expect(unifiedLines(before, after)).toEqual(lines);
});
