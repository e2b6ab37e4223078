import type { FileUse } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, dropStart } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `if=` is read, `of=` written. */
export const ddReader: Reader = {
  after: (command) => ({
    ...nothingFound,
    files: command.operands.flatMap((word) => fileOf(word, certainStart(word))),
  }),
};

function fileOf(word: Parameters<typeof dropStart>[0], start: string): readonly FileUse[] {
  if (start.startsWith("if=")) return [{ access: "read", word: dropStart(word, 3), deep: false }];
  if (start.startsWith("of=")) return [{ access: "write", word: dropStart(word, 3), deep: false }];
  return [];
}
