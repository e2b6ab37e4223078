import { describe, expect, test } from "vitest";
import { toolCases } from "./decide-tools.cases.ts";
import { decideTool } from "./policy-of.ts";

describe("decide, on tools", () => {
  test.for(toolCases)("$name", ({ tool, input, profile, effect, code }) => {
    const decision = decideTool(tool, input, profile);
    expect([decision.effect, decision.reasons[0].code]).toEqual([effect, code]);
  });
});
