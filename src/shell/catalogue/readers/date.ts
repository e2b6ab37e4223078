import { nothingFound } from "../findings.ts";
import { certainStart } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `date +FORMAT` shows; any other operand sets the clock. */
export const dateReader: Reader = {
  after: (command) => ({
    ...nothingFound,
    safe: command.operands.every((word) => certainStart(word).startsWith("+")),
  }),
};
