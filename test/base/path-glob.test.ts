import { describe, expect, test } from "vitest";
import { matchesPathGlob, parsePathGlob } from "../../src/base/index.ts";
import { cpuMs } from "./cpu-time.ts";
import { globCases } from "./path-glob.cases.ts";

describe("path patterns", () => {
  test.for(globCases)("$name", ({ pattern, reach, path, matches }) => {
    expect(matchesPathGlob(parsePathGlob(pattern, reach), path.split("/"))).toBe(matches);
  });

  test("hostile patterns and paths stay cheap", () => {
    const stars = parsePathGlob(`${"*a".repeat(1000)}b`, "exact");
    const deep = parsePathGlob(`${"**/a/".repeat(400)}b`, "exact");
    const names = Array.from({ length: 2000 }, () => "a");
    const spent = cpuMs(() => {
      expect(matchesPathGlob(stars, ["a".repeat(4000)])).toBe(false);
      expect(matchesPathGlob(deep, names)).toBe(false);
    });
    expect(spent).toBeLessThan(4000);
  });
});
