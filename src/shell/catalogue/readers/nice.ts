import { dropStart, impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `nice -5 cmd`, and so `-+5` and `--5`, are `nice -n 5 cmd`. */
export const niceReader: Reader = {
  before: (words) => {
    const read = [...words];
    for (let index = 1; index < words.length; index += 1) {
      const word = words[index];
      const value = staticValue(word) ?? "";
      if (word === undefined || !value.startsWith("-")) break;
      if (/^-(?:n|-adj[a-z]*)$/u.test(value)) index += 1;
      else if (/^-[-+]?\d/u.test(value)) read[index] = impliedWord(`-n${staticValue(dropStart(word, 1)) ?? ""}`, word);
    }
    return read;
  },
};
