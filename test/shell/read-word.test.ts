import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { parse, type Word as SourceWord } from "unbash";
import { describe, expect, test } from "vitest";
import { readWord } from "../../src/shell/read-word.ts";
import { opaqueWords, staticWords } from "./read-word.cases.ts";

function sourceWord(text: string): SourceWord {
  const command = parse(`c ${text}`).commands[0]?.command;
  const word = command?.type === "Command" ? command.suffix[0] : undefined;
  if (word?.type !== "Word") throw new TypeError(`not one word: ${text}`);
  return word;
}

/** What bash makes of each word, in one run. */
function bashValues(words: readonly string[]): readonly (readonly string[])[] {
  const script = words.map((word) => `printf '%s\\0' ${word}\nprintf '\\n\\0'`).join("\n");
  const output = execFileSync("bash", ["-c", script], { encoding: "utf8", env: { LC_ALL: "C.UTF-8" } });
  return output
    .split("\n\0")
    .slice(0, -1)
    .map((values) => values.split("\0").slice(0, -1));
}

describe("readWord", () => {
  test("static words have the value that bash gives them", () => {
    const ours = staticWords.map((word) =>
      readWord(sourceWord(word)).map((one) => (one.kind === "static" ? one.value : "?")),
    );
    // no words at all and one empty word print the same
    expect(ours.map((values) => (values.length === 0 ? [""] : values))).toEqual(bashValues(staticWords));
  });

  test.for(opaqueWords)("$word is opaque", ({ word, prefix, splits, glob }) => {
    expect(readWord(sourceWord(word))).toMatchObject([{ kind: "opaque", prefix, splits, glob }]);
  });

  test("whatever is put together from quotes and braces has the value that bash gives it", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "{",
      "}",
      ",",
      "..",
      "1",
      "3",
      "'c d'",
      '"e,f"',
      "\\{",
      "\\,",
      "''",
      "{g,h}",
      "{1..2}",
      "$'i'",
    );
    const words = fc.sample(
      fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join("")),
      { numRuns: 400, seed: 7 },
    );
    const ours = words.map((word) =>
      readWord(sourceWord(word)).map((one) => (one.kind === "static" ? one.value : "?")),
    );
    expect(ours.map((values) => (values.length === 0 ? [""] : values))).toEqual(bashValues(words));
  });
});
