import { expect, test } from "vitest";
import { createKeys } from "../../src/terminal/hear-keys.ts";

const words = new Map([
  ["o", "once"],
  ["once", "once"],
  ["d", "deny"],
  ["\u0003", "stop"],
]);

/** What is heard of chunks that come so many milliseconds after one another. */
function heard(chunks: readonly string[], apartMs: number): readonly string[] {
  let time = 0;
  const keys = createKeys(
    (typed) => words.get(typed),
    () => (time += apartMs),
  );
  return chunks.map((chunk) => {
    const said = keys(chunk);
    return typeof said === "string" ? said : said.answer;
  });
}

test.for([
  [["o"], ["once"]],
  [["O"], ["once"]],
  [["o\r"], ["once"]],
  [["once\r\n"], ["once"]],
  [
    ["once", "\r"],
    ["more", "once"],
  ],
  // Words that merely hold a key.
  [
    ["n", "o"],
    ["more", "more"],
  ],
  [["no\r"], ["again"]],
  [
    ["n", "o", "\r", "o"],
    ["more", "more", "again", "once"],
  ],
  [
    ["n", "o", "\ro"],
    ["more", "more", "once"],
  ],
  // What a terminal answers by itself.
  [["\u001b]lo\u001b\\\r"], ["again"]],
  [["\u001b[>0;o\u0007"], ["more"]],
  [["odd"], ["more"]],
  [["o\rrm -r src\r"], ["more"]],
  [
    ["\u001b", "[o"],
    ["more", "more"],
  ],
  // What is no word.
  [
    [" ", "o"],
    ["more", "once"],
  ],
  [
    ["\u001b[A", "o"],
    ["more", "once"],
  ],
  [["\u001b[Ao"], ["once"]],
  [
    ["x", "\u007f", "o"],
    ["more", "more", "once"],
  ],
  [
    ["\r", "\n", "o"],
    ["again", "again", "once"],
  ],
  [
    ["no", "rm\u0003"],
    ["more", "stop"],
  ],
] as const)("of %j, typed at once, it hears %j", ([chunks, wanted]) => {
  expect(heard(chunks, 10)).toEqual(wanted);
});

test("a word rests, and the next key is one by itself", () => {
  expect(heard(["x", "o"], 2000)).toEqual(["more", "once"]);
});
