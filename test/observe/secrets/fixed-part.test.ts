import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { fixedPartOf } from "../../../src/observe/secrets/fixed-part.ts";

test.for([
  ["corp-[0-9]{6}", "corp-[0-9][0-9][0-9][0-9][0-9][0-9]"],
  ["(?:[A-Z]{2}|[0-9]{3})[a-z]{2,}[0-9]", "[a-z][0-9]"],
  ["(a|b)?key=\\w+", "key=\\w"],
  ["A[a-z]{40}X", `A${"[a-z]".repeat(23)}`],
  ["\\bx.\\sy$", "x[^\\n][\\t\\n\\f\\r ]y"],
  ["(?i)api_key", "api_key"],
  ["a*b?", undefined],
  ["(a+)+$", undefined],
  ["abc|def", undefined],
  ["a(?i)bc", undefined],
  ["(?i)[^a]b", undefined],
  ["caf\u00e9", undefined],
  ["[[:alpha:]]x", undefined],
  ["\\x41bc", undefined],
] as const)("of %s it is %s", ([pattern, part]) => {
  expect(fixedPartOf(pattern)?.source).toBe(part);
});

test("it is in every match", () => {
  const sign = fc.constantFrom(
    "a",
    "b",
    "\u{1f600}",
    "\\d",
    "\\W",
    "[ab]",
    "[^b]",
    ".",
    "\\s",
    "\\.",
    "(?:a|b)",
    "(b)",
    "-",
  );
  const count = fc.constantFrom("", "", "{2}", "{1,2}", "{2,}", "+", "*", "?", "+?");
  const pattern = fc.array(
    fc.tuple(sign, count).map(([one, times]) => one + times),
    { minLength: 1, maxLength: 6 },
  );
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "A", "1", ".", "-", " ", "\n", "\u{1f600}"),
    maxLength: 30,
  });
  let told = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 20, maxLength: 20 }), fc.boolean(), (pieces, texts, caseless) => {
      const source = `${caseless ? "(?i)" : ""}${pieces.join("")}`;
      const [whole, part] = [RE2JS.compile(RE2JS.translateRegExp(source)), fixedPartOf(source)];
      for (const each of texts.filter((one) => whole.test(one))) {
        expect(part?.test(each) ?? true, `${source} in ${JSON.stringify(each)}`).toBe(true);
        if (part !== undefined) told += 1;
      }
    }),
    { seed: 3, numRuns: 1500 },
  );
  expect(told).toBeGreaterThan(1000);
});
