import {
  type ArithmeticExpression,
  forEachChild,
  type SyntaxNode,
  type Word as SourceWord,
  type WordPart,
} from "unbash";
import type { Span, Word } from "../base/index.ts";
import { type ArithmeticUse, type Hole, readArithmeticText } from "./arithmetic-text.ts";
import { setVariable } from "./emit-assign.ts";
import { givesNumber } from "./known-output.ts";
import { readSingleWord } from "./read-word.ts";
import { type Place, type Tape } from "./tape.ts";
import type { AssignedValue } from "./variable-facts.ts";

/** Judges an arithmetic expression of the source: whatever it evaluates must turn out to be digits. */
export function judgeArithmetic(tape: Tape, place: Place, expression: ArithmeticExpression | undefined): void {
  if (expression === undefined) return;
  const { pos: start, end } = expression;
  const holes: Hole[] = [];
  collectHoles(tape, expression, holes);
  holes.sort((one, other) => one.start - other.start);
  judgeUse(tape, place, { at: { start, end }, use: readArithmeticText(place.source, start, end, holes) });
}

/** Judges a word that bash evaluates as arithmetic: a subscript, an offset, an operand of `-eq`. */
export function judgeArithmeticWord(tape: Tape, place: Place, word: SourceWord): void {
  const holes: Hole[] = [];
  for (const part of word.parts ?? []) collectHoles(tape, part, holes);
  holes.sort((one, other) => one.start - other.start);
  const at = { start: word.pos, end: word.end };
  judgeUse(tape, place, { at, use: readArithmeticText(place.source, word.pos, word.end, holes) });
}

/** Judges text that a builtin evaluates: the words of `let`, the value of `declare -i`. */
export function judgeArithmeticText(
  tape: Tape,
  place: Place,
  { word, text }: { word: Word; text: string | undefined },
): void {
  const use: ArithmeticUse =
    text === undefined ? { reads: [], writes: [], opaque: true } : readArithmeticText(text, 0, text.length);
  judgeUse(tape, place, { at: word.at, use, text: word.kind === "static" ? word.value : word.text });
}

function judgeUse(
  tape: Tape,
  place: Place,
  { at, use, text }: { readonly at: Span; readonly use: ArithmeticUse; readonly text?: string },
): void {
  for (const name of new Set(use.writes)) setVariable(tape, place, { name, at, value: { kind: "digits", from: [] } });
  if (use.opaque || use.reads.length > 0) {
    tape.doubts.push({
      names: use.opaque ? [] : use.reads,
      certain: use.opaque,
      needs: "digits",
      action: opaqueArithmetic(place, at, text ?? place.source.slice(at.start, at.end)),
    });
  }
}

function opaqueArithmetic(place: Place, at: Span, text: string): Tape["doubts"][number]["action"] {
  return { kind: "opaque", what: "arithmetic", text, at: place.fixed ?? at, via: place.via };
}

/** Marks something as evaluated data, unless its variables turn out to be what is needed. */
export function doubt(
  tape: Tape,
  place: Place,
  {
    at,
    text,
    names,
    needs,
  }: { at: Span; text: string; names: readonly string[]; needs: "digits" | "name" | "no-bracket" },
): void {
  tape.doubts.push({ names, needs, certain: names.length === 0, action: opaqueArithmetic(place, at, text) });
}

function collectHoles(tape: Tape, node: SyntaxNode, holes: Hole[]): void {
  const hole = holeOf(tape, node);
  if (hole !== undefined) holes.push(hole);
  else forEachChild(node, (child) => collectHoles(tape, child, holes));
}

function holeOf(tape: Tape, node: SyntaxNode): Hole | undefined {
  const span = { start: node.pos, end: node.end };
  switch (node.type) {
    case "SimpleExpansion":
    case "ParameterExpansion": {
      const names = expansionNames(node);
      return { ...span, digits: names !== undefined, names: names ?? [] };
    }
    case "ArithmeticExpansion":
      return { ...span, digits: true, names: [] };
    case "CommandExpansion":
    case "ArithmeticCommandExpansion":
      return { ...span, digits: givesNumber(node.script, (name) => tape.functions.has(name)), names: [] };
    case "ProcessSubstitution":
      return { ...span, digits: false, names: [] };
    default:
      return undefined;
  }
}

/** The variables that must hold digits for this expansion to be digits; `undefined` when nothing helps. */
function expansionNames(part: WordPart): readonly string[] | undefined {
  if (part.type === "SimpleExpansion") return [part.text.slice(1)];
  if (part.type !== "ParameterExpansion" || part.prefix === "!") return undefined;
  if (part.prefix === "#") return [];
  const { operation } = part;
  if (operation === undefined) return [part.parameter];
  if (operation.type === "Slice") return [part.parameter];
  if (operation.type === "Remove") return [part.parameter];
  if (operation.type !== "Default") return undefined;
  const operand = readSingleWord(operation.operand);
  const plain = operand.kind === "static" && /^-?\d*$/u.test(operand.value);
  return plain ? [part.parameter] : undefined;
}

/** What a variable holds after this word was assigned to it. */
export function assignedValue(tape: Tape, word: SourceWord): AssignedValue {
  const value = readSingleWord(word);
  if (value.kind === "static") return { kind: "text", text: value.value };
  const from: string[] = [];
  const start = value.prefix === "" ? value.start : { names: [], dash: value.prefix.startsWith("-") };
  const known = start === undefined ? {} : { start };
  const digits = (word.parts ?? []).every((part) => isDigits(tape, part, from));
  return digits ? { kind: "digits", from, ...known } : { kind: "data", ...known };
}

function isDigits(tape: Tape, part: WordPart, from: string[]): boolean {
  if (part.type === "Literal") return /^[0-9]+$/u.test(part.value);
  if (part.type === "DoubleQuoted") return part.parts.every((child) => isDigits(tape, child, from));
  const hole = holeOf(tape, part);
  from.push(...(hole?.names ?? []));
  return hole?.digits === true;
}
