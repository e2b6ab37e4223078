import { describe, expect, test } from "vitest";
import { readCommand } from "../../../src/shell/catalogue/read-command.ts";
import { readingCases, unknownCases } from "./read-command.cases.ts";
import { showReading } from "./show-reading.ts";
import { spellWords } from "./spell-words.ts";

describe("readCommand", () => {
  test.for(readingCases)("$line", ({ line, expected }) => {
    expect(showReading(readCommand(spellWords(line)))).toMatchObject(expected);
  });

  test("knows which programs have no row", () => {
    for (const { line } of unknownCases) expect(readCommand(spellWords(line)).form.known).toBe(false);
    expect(readCommand(spellWords("/usr/bin/rm x")).form).toMatchObject({ name: "rm", known: true });
  });

  test("is total on no words and on an opaque name", () => {
    expect(readCommand([]).form).toMatchObject({ name: "", known: false, readOnly: false });
    expect(readCommand(spellWords("$x -rf /")).form).toMatchObject({ name: "", known: false, readOnly: false });
  });

  test("counts every spelling of the root folder as one operand", () => {
    const [roots] = readCommand(spellWords("rm -rf ///./..//")).form.sameOperands;
    expect(roots).toEqual(expect.arrayContaining(["/", "//", "/.", "/*", "/..", "///./..//"]));
    expect(readCommand(spellWords("rm -rf /tmp/x")).form.sameOperands.flat()).not.toContain("/tmp/x");
  });

  test("marks words that the source does not spell with an empty span", () => {
    const [implied] = readCommand(spellWords("ls")).files;
    expect(implied?.word.at).toEqual({ start: 2, end: 2 });
    const [output] = readCommand(spellWords("sort --output=/x/y f")).files;
    expect(output?.word.at).toEqual({ start: 14, end: 18 });
    const [quoted] = readCommand(spellWords("sort '--output=/x/y' f")).files;
    expect(quoted?.word.at).toEqual({ start: 20, end: 20 });
  });
});
