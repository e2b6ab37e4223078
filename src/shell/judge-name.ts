import type { Word } from "../base/index.ts";
import { doubt, judgeArithmeticText } from "./arithmetic.ts";
import { setVariable } from "./emit-assign.ts";
import { emit, type Place, type Tape } from "./tape.ts";
import type { AssignedValue } from "./variable-facts.ts";
import { isAssociative } from "./walk-words.ts";

const target = /^(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:\[(?<subscript>.*)\])?$/su;
const variable = /^"?\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)\}?"?$/u;
const element = /^"?(?<array>[A-Za-z_][A-Za-z0-9_]*)\[\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)\}?\]"?$/u;

/**
 * Judges a word that names a variable for a builtin (`read`, `unset`, `printf -v`, `test -v`): bash evaluates the
 * subscript in it. Remembers what the builtin puts there, unless it only looks.
 */
export function judgeName(tape: Tape, place: Place, word: Word, value?: AssignedValue): void {
  if (word.kind === "static") return judgeStaticName(tape, place, word, value);
  const array = element.exec(word.text)?.groups;
  const name = array?.["name"] ?? variable.exec(word.text)?.groups?.["name"];
  if (value !== undefined) {
    const known = array?.["array"];
    if (known === undefined) tape.facts.assignAnything();
    else setVariable(tape, place, { name: known, at: word.at, value });
  }
  const needs = array === undefined ? "name" : "digits";
  doubt(tape, place, { at: word.at, text: word.text, names: name === undefined ? [] : [name], needs });
}

function judgeStaticName(
  tape: Tape,
  place: Place,
  word: Extract<Word, { kind: "static" }>,
  value: AssignedValue | undefined,
): void {
  const found = target.exec(word.value)?.groups;
  const name = found?.["name"];
  if (name === undefined) return;
  if (value !== undefined) setVariable(tape, place, { name, at: word.at, value });
  const subscript = found?.["subscript"];
  if (subscript === undefined || subscript === "@" || subscript === "*") return;
  if (isAssociative(tape, name) && !/[$`]/u.test(subscript)) return;
  judgeArithmeticText(tape, place, { word, text: subscript });
}

/** A word that may hide the name of what is changed: nothing about the variables is certain any more. */
export function unknownName(tape: Tape, place: Place, word: Word): void {
  tape.facts.assignAnything();
  const text = word.kind === "static" ? word.value : word.text;
  emit(tape, { kind: "opaque", what: "operand", text, at: place.fixed ?? word.at, via: place.via });
}
