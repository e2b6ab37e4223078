import { describe, expect, test } from "vitest";
import { readCommand } from "../../../src/shell/catalogue/read-command.ts";
import { readingCases, unknownCases } from "./read-command.cases.ts";
import { showReading } from "./show-reading.ts";
import { showWord, spellWords } from "./spell-words.ts";

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

  test.for([
    ["chmod 0777 f", "777"],
    ["chmod 00755 f", "755"],
    ["chmod 755 f", "0755"],
    ["chmod a+rwx f", "777"],
    ["chmod 4755 f", "04755"],
  ])("counts the mode of %s as %s", ([line = "", mode]) => {
    const { form } = readCommand(spellWords(line));
    const [given] = form.operands.map(showWord);
    expect(
      form.sameOperands.some((group) => given !== undefined && group.includes(given) && group.includes(mode ?? "")),
    ).toBe(true);
  });

  test("keeps other modes apart", () => {
    expect(readCommand(spellWords("chmod 644 f")).form.sameOperands.flat()).not.toContain("777");
    expect(readCommand(spellWords("chmod 4777 f")).form.sameOperands.flat()).not.toContain("777");
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
