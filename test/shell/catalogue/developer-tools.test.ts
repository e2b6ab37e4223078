import { describe, expect, test } from "vitest";
import { findRow } from "../../../src/shell/catalogue/find-row.ts";
import { readCommand } from "../../../src/shell/catalogue/read-command.ts";
import { developerToolCases, developerToolNames } from "./developer-tools.cases.ts";
import { showReading } from "./show-reading.ts";
import { spellWords } from "./spell-words.ts";

describe("developer tools", () => {
  test.for(developerToolCases)("$line", ({ line, expected }) => {
    expect(showReading(readCommand(spellWords(line)))).toMatchObject(expected);
  });

  test.for(developerToolNames)("%s has a row", (name) => {
    expect(findRow(name)).toBeDefined();
  });

  test("none is read-only without a rule", () => {
    const lines = developerToolCases.map(({ line }) => line);
    expect(lines.filter((line) => readCommand(spellWords(line)).form.readOnly)).toEqual([]);
  });
});
