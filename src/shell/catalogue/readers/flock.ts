import { nothingFound } from "../findings.ts";
import { staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `flock FILE cmd…` or `flock FILE -c TEXT`. */
export const flockReader: Reader = {
  after: ({ operands }) => {
    const [, first, text] = operands;
    if (first === undefined) return nothingFound;
    const asText = ["-c", "--command"].includes(staticValue(first) ?? "");
    if (asText)
      return {
        ...nothingFound,
        inner: text === undefined ? [] : [{ kind: "text", text, args: [], option: "--command" }],
      };
    return { ...nothingFound, inner: [{ kind: "words", words: operands.slice(1), env: [], open: false }] };
  },
};
