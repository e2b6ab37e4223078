import type { Word } from "../../../base/index.ts";
import { nothingFound } from "../findings.ts";
import { grammarOf } from "../grammar.ts";
import { impliedWord } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Programs that take the working folder when no path is given: `ls`, `tree`, `du`, `rg`, `grep -r`. */
export const listingReader: Reader = {
  after: (command) => {
    const { roles } = grammarOf(command.row);
    const patternGiven = command.options.some(({ spec }) => spec?.tags.has("p") === true);
    const before = patternGiven ? 0 : roles.filter((role) => role === "-").length;
    if (command.operands.length > before) return deepReads(command.operands.slice(before), isDeep(command.options));
    if (roles.includes("-") && roles.includes("r") && !isDeep(command.options)) return nothingFound;
    const word = impliedWord(".", command.words.at(-1));
    return { ...nothingFound, files: [{ access: "read", word, deep: roles.includes("R") || isDeep(command.options) }] };
  },
};

function isDeep(options: readonly { readonly name: string }[]): boolean {
  return options.some(({ name }) => name === "--recursive" || name === "--dereference-recursive");
}

function deepReads(words: readonly Word[], deep: boolean): typeof nothingFound {
  if (!deep) return nothingFound;
  return { ...nothingFound, files: words.map((word) => ({ access: "read", word, deep })) };
}
