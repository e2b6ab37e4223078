import type { Word } from "../base/index.ts";
import { doubt, judgeArithmeticText } from "./arithmetic.ts";
import { type BuiltinOutcome, type BuiltinReader, builtinOptions } from "./builtin-use.ts";
import { setVariable } from "./emit-assign.ts";
import { textOf } from "./emit-command.ts";
import { judgeName, unknownName } from "./judge-name.ts";
import { emit, type Place, type Tape } from "./tape.ts";
import type { AssignedValue } from "./variable-facts.ts";

const data: AssignedValue = { kind: "data" };
const digits: AssignedValue = { kind: "digits", from: [] };

const nothing: BuiltinOutcome = {};

export const readBuiltin: BuiltinReader = (tape, place, { words }) => {
  const { operands, values, hidden } = builtinOptions(words, "adinNptu");
  const array = values.get("a");
  if (array !== undefined) judgeName(tape, place, array, data);
  if (operands.length === 0) tape.facts.assign("REPLY", data);
  if (hidden && operands[0] !== undefined) unknownName(tape, place, operands[0]);
  else for (const word of operands) judgeName(tape, place, word, data);
  return nothing;
};

export const mapfileBuiltin: BuiltinReader = (tape, place, { words }) => {
  const { operands, values } = builtinOptions(words, "dnOsuCc");
  const [array] = operands;
  if (array === undefined) tape.facts.assign("MAPFILE", data);
  else judgeName(tape, place, array, data);
  const callback = values.get("C");
  if (callback !== undefined) runLater(tape, place, { word: callback, name: "mapfile" });
  return nothing;
};

/** Text that the shell evaluates at some later point. */
export function runLater(
  tape: Tape,
  place: Place,
  { word, name }: { readonly word: Word; readonly name: string },
): void {
  if (word.kind === "static") tape.later.push({ word, place, name });
  else {
    const at = place.fixed ?? word.at;
    emit(tape, { kind: "opaque", what: "text", text: word.text, program: name, at, via: place.via });
  }
}

export const unsetBuiltin: BuiltinReader = (tape, place, { words }) => {
  const { operands, letters } = builtinOptions(words, "");
  for (const word of operands) {
    if (letters.has("f")) tape.functionsUncertain = true;
    else unsetName(tape, place, word);
    // without `-v` a function goes when there is no such variable
    const mayBeFunction = word.kind === "opaque" || tape.functions.has(word.value);
    if (!letters.has("v") && mayBeFunction) tape.functionsUncertain = true;
  }
  return nothing;
};

function unsetName(tape: Tape, place: Place, word: Word): void {
  const name = word.kind === "static" ? /^[A-Za-z_][A-Za-z0-9_]*$/u.exec(word.value)?.[0] : undefined;
  if (name === undefined) judgeName(tape, place, word, digits);
  else setVariable(tape, place, { name, at: word.at, value: digits, command: "unset" });
}

export const getoptsBuiltin: BuiltinReader = (tape, place, { words }) => {
  const name = words[2];
  if (name !== undefined) judgeName(tape, place, name, data);
  return nothing;
};

export const waitBuiltin: BuiltinReader = (tape, place, { words }) => {
  const { values, operands } = builtinOptions(words, "p");
  const name = values.get("p");
  if (name !== undefined) judgeName(tape, place, name, digits);
  for (const word of operands) if (isMadeUp(word)) unknownName(tape, place, word);
  return nothing;
};

/** What a command prints may be `-p NAME`; of `jobs -p` it is numbers, and of variables numbers of processes by all custom. */
function isMadeUp(word: Word): boolean {
  return word.kind === "opaque" && word.splits && /^(?:\$\(|`)(?!jobs -p[)`]$)/u.test(word.text);
}

export const letBuiltin: BuiltinReader = (tape, place, { words }) => {
  for (const word of words.slice(1)) {
    judgeArithmeticText(tape, place, { word, text: word.kind === "static" ? word.value : undefined });
  }
  return nothing;
};

/** `printf -v NAME`. */
export function judgePrintf(tape: Tape, place: Place, words: readonly Word[]): void {
  const { values, hidden } = builtinOptions(words, "v");
  const name = values.get("v");
  if (name !== undefined) judgeName(tape, place, name, data);
  if (hidden && words[1] !== undefined) unknownName(tape, place, words[1]);
}

/** `test -v NAME`, and what could become one: an unquoted word that brings its own `-v`. */
export function judgeTest(tape: Tape, place: Place, words: readonly Word[]): void {
  const operands = words.slice(1);
  const [operator, operand, end] = operands;
  if (operator?.kind === "opaque" && operand?.kind === "opaque" && (end === undefined || isBracket(end))) {
    doubt(tape, place, { at: operator.at, text: textOf(words), names: [], needs: "digits" });
  }
  for (const [index, word] of operands.entries()) {
    const next = operands[index + 1];
    if (word.kind === "static" && (word.value === "-v" || word.value === "-R")) {
      if (next !== undefined && !isBinary(next) && !isBracket(next)) judgeName(tape, place, next);
    } else if (word.kind === "opaque" && word.splits) {
      const name = /^\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)\}?$/u.exec(word.text)?.groups?.["name"];
      if (name !== undefined)
        doubt(tape, place, { at: word.at, text: textOf(words), names: [name], needs: "no-bracket" });
    }
  }
}

function isBracket(word: Word): boolean {
  return word.kind === "static" && word.value === "]";
}

function isBinary(word: Word): boolean {
  return word.kind === "static" && /^(?:=|==|!=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef|a|o))$/u.test(word.value);
}

/** `shift` inside a function whose arguments are known; anything but a plain one was found out before. */
export const shiftBuiltin: BuiltinReader = (_tape, place, { words }) => {
  const { args } = place;
  const count = words[1]?.kind === "static" ? Number(words[1].value) : 1;
  const uncertain = args?.words.find((word) => word.kind === "opaque" && word.splits);
  if (args === undefined || (uncertain === undefined && count > args.words.length)) return nothing;
  args.words = uncertain === undefined ? args.words.slice(count) : [uncertain];
  return nothing;
};
