import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { builtinRows } from "../../src/shell/builtins.ts";

const known = builtinRows.flatMap(({ names }) => names.split(" "));

test("every builtin of bash has a row, and no other", () => {
  const builtins = execFileSync("bash", ["-c", "compgen -b"], { encoding: "utf8" }).trim().split("\n");
  expect(known.toSorted()).toEqual(builtins.toSorted());
});

test("none has two", () => {
  expect(new Set(known).size).toBe(known.length);
});
