import type { Word } from "../../../base/index.ts";
import type { FileUse } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { onlyAsks } from "../only-asks.ts";
import { impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Old-style letters in front (`tar xzf f`, `ar rcs a.a b.o`) become options; their values follow in the same order. */
export function spellLetters(words: readonly Word[], lettersWithValue: string): readonly Word[] {
  const [name, bundle, ...rest] = words;
  const letters = staticValue(bundle);
  if (name === undefined || bundle === undefined || letters === undefined || !/^[A-Za-z]/u.test(letters)) return words;
  const read: Word[] = [name];
  let used = 0;
  for (const letter of letters) {
    read.push(impliedWord(`-${letter}`, bundle));
    const value = lettersWithValue.includes(letter) ? rest[used] : undefined;
    if (value === undefined) continue;
    read.push(value);
    used += 1;
  }
  return [...read, ...rest.slice(used)];
}

export const arReader: Reader = { before: (words) => spellLetters(words, "abiN") };

/** `jar tf x.jar` reads what `jar cf x.jar` writes. */
export const jarReader: Reader = {
  before: (words) => spellLetters(words, "fme"),
  after: ({ options }) => {
    const archive = options.findLast(({ name }) => name === "--file")?.value;
    if (archive === undefined) return nothingFound;
    const file: FileUse = { access: onlyAsks(options) ? "read" : "write", word: archive, deep: false };
    return { ...nothingFound, files: [file] };
  },
};
