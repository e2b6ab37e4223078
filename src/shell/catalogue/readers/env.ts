import type { Word } from "../../../base/index.ts";
import { certainStart, dropStart, impliedWord } from "../word-parts.ts";
import { opaqueWord } from "./open-command.ts";
import type { Reader } from "./reader.ts";

/** Splices the words of `-S` strings in, and spells `-` as `-i`. */
export const envReader: Reader = {
  before: (words) => {
    const read: Word[] = [];
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index];
      if (word === undefined) break;
      const start = certainStart(word);
      const option = /^(?:-[iv0]*S|--split-string=?|--s[plitrng-]*=)/u.exec(start)?.[0];
      if (index > 0 && start === "-" && word.kind === "static") read.push(impliedWord("-i", word));
      else if (index === 0 || option === undefined) read.push(word);
      else {
        const attached = start.length > option.length || word.kind === "opaque";
        const text = attached ? dropStart(word, option.length) : words[(index += 1)];
        return [...read, ...splitString(text), ...words.slice(index + 1)];
      }
      if (index > 0 && !start.startsWith("-") && !start.includes("=")) return [...read, ...words.slice(index + 1)];
    }
    return read;
  },
};

/** The words of a `-S` string; one opaque word where it holds escapes or variables. */
function splitString(text: Word | undefined): readonly Word[] {
  if (text === undefined) return [];
  if (text.kind === "opaque" || /[\\$#]/u.test(text.value)) return [opaqueWord(certainStart(text), text.at)];
  const words = text.value.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/gu) ?? [];
  return words.map((word) => impliedWord(word.replace(/'([^']*)'|"([^"]*)"/gu, "$1$2"), text));
}
