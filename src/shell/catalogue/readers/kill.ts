import type { OptionUse, Word } from "../../../base/index.ts";
import { nothingFound } from "../findings.ts";
import { dropStart, impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

const numbers: ReadonlyMap<string, string> = new Map([
  ["HUP", "1"],
  ["INT", "2"],
  ["QUIT", "3"],
  ["ABRT", "6"],
  ["KILL", "9"],
  ["USR1", "10"],
  ["USR2", "12"],
  ["PIPE", "13"],
  ["ALRM", "14"],
  ["TERM", "15"],
  ["CHLD", "17"],
  ["CONT", "18"],
  ["STOP", "19"],
  ["TSTP", "20"],
]);

/** `-9`, `-KILL`, `-SIGKILL`, `-s KILL`, `--signal=9` are one option: `-9`. */
export const killReader: Reader = {
  before: (words) => words.flatMap(spellOutSignal),
  after: (command) => ({ ...nothingFound, options: command.options.map(canonicalSignal) }),
};

function spellOutSignal(word: Word, index: number): readonly Word[] {
  const value = staticValue(word);
  if (index === 0 || value === undefined || !value.startsWith("-")) return [word];
  return signalNumber(value.slice(1)) === undefined ? [word] : [impliedWord("--signal", word), dropStart(word, 1)];
}

function canonicalSignal({ name, value }: OptionUse): OptionUse {
  const number = name === "--signal" ? signalNumber(staticValue(value) ?? "") : undefined;
  if (number !== undefined) return { name: `-${number}` };
  return value === undefined ? { name } : { name, value };
}

function signalNumber(spelled: string): string | undefined {
  if (/^\d+$/u.test(spelled)) return spelled;
  return numbers.get(spelled.toUpperCase().replace(/^SIG/u, ""));
}
