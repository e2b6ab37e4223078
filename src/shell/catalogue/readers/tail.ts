import { dropStart, impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `tail +3 file` is the old spelling of `tail -n +3 file`. */
export const tailReader: Reader = {
  before: (words) => {
    const [name, first, ...rest] = words;
    if (name === undefined || first === undefined || !/^\+\d+[cbl]?f?$/u.test(staticValue(first) ?? "")) return words;
    return [name, impliedWord("-n", first), dropStart(first, 0), ...rest];
  },
};
