import { nothingFound } from "../findings.ts";
import { certainStart, dropStart } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `less '+!cmd' f`: what it does first may be a shell command. */
export const pagerReader: Reader = {
  after: ({ operands }) => ({
    ...nothingFound,
    safe: false,
    inner: operands.flatMap((word) => {
      const mark = /^\+[^!]*!/u.exec(certainStart(word))?.[0];
      return mark === undefined ? [] : [{ kind: "text", text: dropStart(word, mark.length), args: [], option: "+" }];
    }),
  }),
};
