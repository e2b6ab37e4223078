import { nothingFound } from "../findings.ts";
import type { Reader } from "./reader.ts";

/** `command -v X` only tells where X is. */
export const lookupReader: Reader = {
  after: ({ options }) => {
    const looks = options.some(({ spec }) => spec?.tags.has("q") === true);
    return looks ? { ...nothingFound, noCommand: true } : nothingFound;
  },
};

/** With `-p PID` the operands are processes, not a command. */
export const pidTargetReader: Reader = {
  after: ({ options }) => {
    const targets = options.some(({ name }) => name === "--pid" || name === "--pgid" || name === "--uid");
    return targets ? { ...nothingFound, safe: false, noCommand: true } : nothingFound;
  },
};
