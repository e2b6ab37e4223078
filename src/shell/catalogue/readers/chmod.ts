import type { Word } from "../../../base/index.ts";
import { nothingFound } from "../findings.ts";
import { impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Modes in letters that let everybody do anything. */
const everything = /^(?:(?:a|ugo)[=+]rwx|u[=+]rwx,g[=+]rwx,o[=+]rwx)$/u;

/** `0777`, `00777` and `a=rwx` are the mode `777`. */
export const chmodReader: Reader = {
  after: ({ operands: [mode, ...files] }) =>
    mode === undefined ? nothingFound : { ...nothingFound, operands: [plainMode(mode), ...files] },
};

function plainMode(mode: Word): Word {
  const value = staticValue(mode) ?? "";
  const plain = everything.test(value) ? "777" : value.replace(/^0+(?=[0-7]{3,4}$)/u, "");
  return plain === value ? mode : impliedWord(plain, mode);
}
