import type { ReadRuleCommand, RuleCommand, Word } from "../base/index.ts";
import { isBuiltin } from "./builtin-readers.ts";
import type { CommandReading } from "./catalogue/command-reading.ts";
import { readCommand } from "./catalogue/read-command.ts";
import { wrapperFault } from "./wrapper-values.ts";

/**
 * Reads the command of a `Bash(…)` rule: words split and unquoted as the shell does, and nothing else of the shell.
 * `undefined` for text that is more than one simple command.
 */
export const readRuleCommand: ReadRuleCommand = (text) => {
  const values = splitWords(text);
  if (values === undefined || values.length === 0) return undefined;
  const words = values.map((value): Word => ({ kind: "static", value, at: { start: 0, end: 0 } }));
  // Of most rules no command ever asks: what the catalogue says of them is looked up for those it does.
  let known: CommandReading | undefined;
  const reading = (): CommandReading => (known ??= readCommand(words));
  return {
    words: values,
    get form() {
      return reading().form;
    },
    builtin: isBuiltin(values[0] ?? ""),
    get starts() {
      return startsOf(reading());
    },
  };
};

function startsOf({ form, wrapper, inner: [inner, ...others] }: CommandReading): RuleCommand["starts"] {
  // An option that nobody knows makes a second one: the command may start elsewhere.
  if (wrapper !== "transparent" || inner?.kind !== "words" || inner.open || others.length > 0) return undefined;
  const wanted = wrapperFault(form);
  if (wanted !== undefined) return { wanted };
  return { words: inner.words.map((word) => (word.kind === "static" ? word.value : word.text)) };
}

function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    if (/[ \t\n]/u.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      index += 1;
      continue;
    }
    const piece = readPiece(text, index);
    if (piece === undefined) return undefined;
    word = (word ?? "") + piece.value;
    index = piece.end;
  }
  if (word !== undefined) words.push(word);
  return words;
}

interface Piece {
  readonly value: string;
  readonly end: number;
}

function readPiece(text: string, index: number): Piece | undefined {
  const char = text.charAt(index);
  if (/[|&;<>()]/u.test(char)) return undefined;
  if (char === "'") {
    const close = text.indexOf("'", index + 1);
    return close === -1 ? undefined : { value: text.slice(index + 1, close), end: close + 1 };
  }
  if (char === '"') return readQuoted(text, index + 1);
  if (char !== "\\") return { value: char, end: index + 1 };
  return index + 1 < text.length ? { value: text.charAt(index + 1), end: index + 2 } : undefined;
}

function readQuoted(text: string, start: number): Piece | undefined {
  let value = "";
  for (let index = start; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '"') return { value, end: index + 1 };
    const next = text.charAt(index + 1);
    const escaped = char === "\\" && next !== "" && '$`"\\\n'.includes(next);
    if (escaped) index += 1;
    value += escaped ? (next === "\n" ? "" : next) : char;
  }
  return undefined;
}
