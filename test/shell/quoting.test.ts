import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quoteWord, readScript, spliceText } from "../../src/shell/index.ts";

const seed = 20_260_101;
const value = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(..." '\"\\$`!\n\t\r~#{}*?[]()<>|&;=%^,-".split("")),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  })
  .filter((text) => !text.includes("\0") && text.isWellFormed());

describe("quoteWord", () => {
  test("bash reads back the same bytes", () => {
    const values = [...fc.sample(value, { numRuns: 800, seed }), "", "if", "!", "A=1", "~", "~/x", "{a,b}", "a\\\nb"];
    const output = execFileSync("bash", ["-c", `printf '%s\\0' ${values.map(quoteWord).join(" ")}`]);
    expect(output.toString("utf8").split("\0").slice(0, -1)).toEqual(values);
  });

  test("it is one word wherever it stands, the place of a command included", () => {
    fc.assert(
      fc.property(value, (text) => {
        const { actions, problems } = readScript(`${quoteWord(text)} ${quoteWord(text)}`);
        expect(problems).toEqual([]);
        const named = actions.find((action) => action.kind === "exec" || action.kind === "builtin");
        if (named !== undefined)
          expect(named.words.map((word) => (word.kind === "static" ? word.value : "?"))).toEqual([text, text]);
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe("spliceText", () => {
  test("no edits, no change; an edit with what stands there, no change", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (text, one, other) => {
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b);
        expect(spliceText(text, [])).toBe(text);
        expect(spliceText(text, [{ at: { start, end }, value: text.slice(start, end) }])).toBe(text);
      }),
      { seed },
    );
  });

  test("several edits keep everything between them, in any order", () => {
    const edits = [
      { at: { start: 4, end: 5 }, value: "YY" },
      { at: { start: 0, end: 1 }, value: "" },
    ];
    expect(spliceText("a b c", edits)).toBe(" b YY");
    expect(spliceText("a b c", edits.toReversed())).toBe(" b YY");
  });

  test("an overlapping edit and one out of range are left out", () => {
    const edits = [
      { at: { start: 0, end: 3 }, value: "x" },
      { at: { start: 2, end: 4 }, value: "y" },
      { at: { start: 4, end: 99 }, value: "z" },
    ];
    expect(spliceText("abcd", edits)).toBe("xd");
  });
});
