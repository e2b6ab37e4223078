import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, dropStart, impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `-c '!cmd'`, `+'!cmd'`: an editor command that is a shell command. Behind `-e` the letter `s` takes no script. */
export const vimReader: Reader = {
  before: ([program, ...words]) => {
    let lines = /(?:^|\/)ex(?:im)?$/u.test(staticValue(program) ?? "");
    const read = words.flatMap((word) => {
      const letters = /^-[A-Za-z]+$/u.exec(staticValue(word) ?? "")?.[0];
      if (letters === undefined) return [word];
      lines ||= /^-[^cTuUiwWStqr]*[eE]/u.test(letters);
      const kept = lines && /^-[^cTuUiwWStqr]*s/u.test(letters) ? letters.replace("s", "") : letters;
      return kept === "-" ? [] : [kept === letters ? word : impliedWord(kept, word)];
    });
    return program === undefined ? [] : [program, ...read];
  },
  after: ({ options, operands }) => ({
    ...nothingFound,
    safe: false,
    inner: [
      ...options.flatMap(({ name, value }) =>
        value !== undefined && (name === "-c" || name === "--cmd") ? shellText(value, name) : [],
      ),
      ...operands.flatMap((word) => (certainStart(word).startsWith("+") ? shellText(dropStart(word, 1), "-c") : [])),
    ],
  }),
};

function shellText(command: Word, option: string): readonly InnerCommand[] {
  const start = /^[:\s]*(?:sil\w*!?\s+)?(?:[%.\d,$]*|r\w*\s*|w\w*\s+)!/u.exec(certainStart(command))?.[0];
  return start === undefined ? [] : [{ kind: "text", text: dropStart(command, start.length), args: [], option }];
}
