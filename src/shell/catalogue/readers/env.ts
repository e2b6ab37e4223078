import type { Word } from "../../../base/index.ts";
import { nothingFound } from "../findings.ts";
import { assignment } from "../read-operands.ts";
import { certainStart, dropStart, impliedWord, staticValue } from "../word-parts.ts";
import { innerAs, nameIn } from "./invoked-name.ts";
import { opaqueWord } from "./open-command.ts";
import type { Reader } from "./reader.ts";

/** Each string is spliced into all words that follow: this bounds the cost of hostile ones. */
const mostStrings = 20;

/** Splices the words of `-S` strings in, and spells `-` as `-i`. */
export const envReader: Reader = {
  before: ([program, ...words]) => {
    if (program === undefined) return [];
    const read: Word[] = [program];
    let rest: readonly Word[] = words;
    for (let index = 0, strings = 0; index < rest.length; index += 1) {
      const word = rest[index];
      if (word === undefined) break;
      const start = certainStart(word);
      const option = stringOption(start);
      if (isEnd(word)) return [...read, ...endedOptions(rest.slice(index))];
      if (option === undefined) {
        read.push(word);
        const value = takesNext.test(start) ? rest[(index += 1)] : undefined;
        if (value !== undefined) read.push(value);
        continue;
      }
      const attached = start.length > option.length || word.kind === "opaque";
      const text = attached ? dropStart(word, option.length) : rest[(index += 1)];
      strings += 1;
      const spliced = strings <= mostStrings ? splitString(text) : [opaqueWord("", word.at)];
      rest = [...spliced, ...rest.slice(index + 1)];
      index = -1;
    }
    return read;
  },
  after: ({ options, operands }) => {
    const start = operands.findIndex((word) => assignment(word) === undefined);
    return { ...nothingFound, inner: start < 0 ? [] : innerAs(nameIn(options), operands.slice(start + 1)) };
  },
};

function isEnd(word: Word): boolean {
  const start = certainStart(word);
  return !start.startsWith("-") || (word.kind === "static" && (start === "-" || start === "--"));
}

/** One `-` after the options is another option: also behind `--`. */
function endedOptions(words: readonly Word[]): readonly Word[] {
  const skip = staticValue(words[0]) === "--" ? 1 : 0;
  const word = words[skip];
  if (word === undefined || staticValue(word) !== "-") return words;
  return [impliedWord("-i", word), impliedWord("--", word), ...words.slice(skip + 1)];
}

/** Options whose value is the next word. */
const takesNext = /^(?:-[iv0]*[uCa]|--u[nset]*|--c[hdir]*|--a[rgv0]*)$/u;

/** `-S`, alone or behind letters without a value, or an abbreviation of its long form: what stands before the string. */
function stringOption(start: string): string | undefined {
  const short = /^-[iv0]*S/u.exec(start)?.[0];
  if (short !== undefined) return short;
  const long = /^(?<name>--s[a-z-]*)=?/u.exec(start);
  return "--split-string".startsWith(long?.groups?.["name"] ?? "-") ? long?.[0] : undefined;
}

/** The words of a `-S` string; one opaque word where it holds escapes or variables. */
function splitString(text: Word | undefined): readonly Word[] {
  if (text === undefined) return [];
  if (text.kind === "opaque" || /[\\$#]/u.test(text.value)) return [opaqueWord(certainStart(text), text.at)];
  const words = text.value.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/gu) ?? [];
  return words.map((word) => impliedWord(word.replace(/'([^']*)'|"([^"]*)"/gu, "$1$2"), text));
}
