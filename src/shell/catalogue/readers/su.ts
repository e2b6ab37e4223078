import { nothingFound } from "../findings.ts";
import { staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `su user` reads commands from stdin, `su -c TEXT` runs text, `runuser -u user -- cmd` runs words. */
export const suReader: Reader = {
  after: ({ options, operands }) => {
    if (options.some(({ name }) => name === "--command" || name === "--session-command")) return nothingFound;
    if (options.some(({ name }) => name === "--user")) {
      return operands.length === 0
        ? nothingFound
        : { ...nothingFound, inner: [{ kind: "words", words: operands, env: [], open: false }] };
    }
    const at = operands.findIndex((word) => staticValue(word) === "-c");
    const text = at < 0 ? undefined : operands[at + 1];
    if (text !== undefined) return { ...nothingFound, inner: [{ kind: "text", text, args: [] }] };
    return { ...nothingFound, inner: [{ kind: "stdin" }] };
  },
};
