import { expect, test } from "vitest";
import { parseOptions } from "../../src/doors/options.ts";

test.for([
  { name: "parts of a second", said: "2.01", seconds: 2.01 },
  { name: "more than a timer holds", said: "3000000", seconds: 2_147_483 },
  { name: "more than a number holds", said: `1${"0".repeat(400)}`, seconds: 2_147_483 },
])("a time of $name", ({ said, seconds }) => {
  for (const flag of ["--wait", "--timeout"]) {
    const parsed = parseOptions([flag, said], new Map());
    expect(parsed).toMatchObject({ ok: true, options: { [flag.slice(2)]: seconds } });
  }
});
