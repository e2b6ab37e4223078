import { describe, expect, test } from "vitest";
import { matchesPathGlob, parsePathGlob } from "../../src/base/index.ts";
import { globCases } from "./path-glob.cases.ts";

describe("path patterns", () => {
  test.for(globCases)("$name", ({ pattern, reach, path, matches }) => {
    expect(matchesPathGlob(parsePathGlob(pattern, reach), path.split("/"))).toBe(matches);
  });

  test("hostile patterns and paths stay cheap", () => {
    const started = performance.now();
    const stars = parsePathGlob(`${"*a".repeat(1000)}b`, "exact");
    expect(matchesPathGlob(stars, ["a".repeat(4000)])).toBe(false);
    const deep = parsePathGlob(`${"**/a/".repeat(400)}b`, "exact");
    expect(
      matchesPathGlob(
        deep,
        Array.from({ length: 2000 }, () => "a"),
      ),
    ).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
