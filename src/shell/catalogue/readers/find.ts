import type { Word } from "../../../base/index.ts";
import type { FileUse, InnerCommand } from "../command-reading.ts";
import { type ScannedCommand } from "../findings.ts";
import { impliedWord, staticValue } from "../word-parts.ts";
import { openCommand } from "./open-command.ts";
import type { Reader } from "./reader.ts";

const runs: ReadonlySet<string> = new Set(["-exec", "-execdir", "-ok", "-okdir"]);
const operators: ReadonlySet<string> = new Set(["(", ")", "!", ",", "--"]);

/** Cuts the commands out of the expression, and names what `-delete` and `-fprint…` change. */
export const findReader: Reader = {
  before: (words) => {
    const kept: Word[] = [];
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index];
      const value = staticValue(word);
      if (word === undefined || (value !== undefined && operators.has(value))) continue;
      kept.push(word);
      if (value !== undefined && runs.has(value)) index = commandEnd(words, index + 1);
    }
    return kept;
  },
  after: (command) => {
    const inner = innerCommands(command.words);
    const paths = command.operands.length > 0 ? [] : [impliedWord(".", command.words[0])];
    const listed = paths.map((word): FileUse => ({ access: "read", word, deep: true }));
    const files = [...listed, ...deletions(command), ...printed(command.words)];
    return { files, hosts: [], inner, safe: true, wrapper: harmlessBeside(command) ? "transparent" : undefined };
  },
};

/** Index of the word that ends the command starting at `start`: `;`, `+` after `{}`, or the last word. */
function commandEnd(words: readonly Word[], start: number): number {
  for (let index = start; index < words.length; index += 1) {
    const value = staticValue(words[index]);
    if (value === ";" || (value === "+" && staticValue(words[index - 1]) === "{}")) return index;
  }
  return words.length;
}

function innerCommands(words: readonly Word[]): readonly InnerCommand[] {
  const inner: InnerCommand[] = [];
  for (let index = 1; index < words.length; index += 1) {
    const option = staticValue(words[index]);
    if (option === undefined || !runs.has(option)) continue;
    const end = commandEnd(words, index + 1);
    const command = openCommand(words.slice(index + 1, end), "{}");
    if (command !== undefined) inner.push({ ...command, option });
    index = end;
  }
  return inner;
}

function deletions(command: ScannedCommand): readonly FileUse[] {
  if (!command.options.some(({ name }) => name === "-delete")) return [];
  const paths = command.operands.length > 0 ? command.operands : [impliedWord(".", command.words[0])];
  return paths.map((word) => ({ access: "write", word, deep: true, option: "-delete" }));
}

/** `-fprintf FILE FORMAT`: the only option whose file is the first of two values. */
function printed(words: readonly Word[]): readonly FileUse[] {
  return words.flatMap((word, index) => {
    const file = words[index + 1];
    if (staticValue(word) !== "-fprintf" || file === undefined) return [];
    return [{ access: "write", word: file, deep: false, option: "-fprintf" } as const];
  });
}

/** Without `-exec` and kin: only then does the inner command alone decide. */
function harmlessBeside({ options }: ScannedCommand): boolean {
  return options.every(
    ({ name, spec }) => runs.has(name) || (spec !== undefined && (spec.safe || name !== "-files0-from")),
  );
}
