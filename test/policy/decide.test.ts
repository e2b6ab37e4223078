import { describe, expect, test } from "vitest";
import { decideCases } from "./decide.cases.ts";
import { decideText } from "./policy-of.ts";

describe("decide, on shell text", () => {
  test.for(decideCases)("$name", ({ command, profile, effect, code }) => {
    const decision = decideText(command, profile);
    expect([decision.effect, decision.reasons[0].code]).toEqual([effect, code]);
  });

  test("every static point has a row that allows and one that refuses", () => {
    const runTimeOnly = new Set([26]);
    for (let point = 1; point <= 27; point += 1) {
      if (runTimeOnly.has(point)) continue;
      const rows = decideCases.filter((row) => row.point === point);
      const effects = new Set(rows.map((row) => (row.effect === "allow" ? "allow" : "refuse")));
      expect([point, effects.size]).toEqual([point, 2]);
    }
  });

  test("names are unique", () => {
    expect(new Set(decideCases.map(({ name }) => name)).size).toBe(decideCases.length);
  });
});
