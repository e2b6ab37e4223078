import { nothingFound } from "../findings.ts";
import { onlyAsks } from "../only-asks.ts";
import { impliedWord } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Unpacks into the working folder when no other is named: `unzip a.zip`, `7z x a.7z`. */
export const extractReader: Reader = {
  after: ({ options, words }) => {
    if (onlyAsks(options) || options.some(({ name }) => name === "-d" || name === "-o")) return nothingFound;
    return { ...nothingFound, files: [{ access: "write", word: impliedWord(".", words.at(-1)), deep: true }] };
  },
};
