import type {
  ArrayValue,
  Assignment,
  ParameterExpansionPart,
  ParameterOperation,
  SyntaxNode,
  Word as SourceWord,
} from "unbash";
import { forEachChild } from "unbash";
import { assignedValue, doubt, judgeArithmetic, judgeArithmeticWord } from "./arithmetic.ts";
import { setVariable } from "./emit-assign.ts";
import type { Folders } from "./folders.ts";
import { emit, inRegion, type Place, spanIn, type Tape, within } from "./tape.ts";

/** Reads everything that a word expands: substitutions, arithmetic, subscripts, however deep. */
export function walkWord(tape: Tape, place: Place, word: SourceWord, folders: Folders): void {
  if (word.parts !== undefined) for (const part of word.parts) walkPart(tape, place, part, folders);
}

/** Reads what a node expands; nodes that expand nothing themselves are looked through. */
export function walkPart(tape: Tape, place: Place, node: SyntaxNode, folders: Folders): void {
  switch (node.type) {
    case "CommandExpansion":
    case "ArithmeticCommandExpansion":
      return walkSubstitution(tape, within(place, "substitution"), node, folders);
    case "ProcessSubstitution":
      return walkSubstitution(tape, within(place, "process substitution"), node, folders);
    case "ParameterExpansion":
      return walkParameter(tape, place, node, folders);
    case "ArithmeticExpansion":
      judgeArithmetic(tape, place, node.expression);
      if (node.expression !== undefined) walkPart(tape, place, node.expression, folders);
      return;
    default:
      forEachChild(node, (child) => walkPart(tape, place, child, folders));
  }
}

function walkSubstitution(
  tape: Tape,
  place: Place,
  node: Extract<SyntaxNode, { type: "CommandExpansion" | "ArithmeticCommandExpansion" | "ProcessSubstitution" }>,
  folders: Folders,
): void {
  const { script } = node;
  if (script === undefined) return;
  // the text of escaped backticks is a text of its own: its positions mean nothing outside
  const own = script.source === undefined ? place : { ...place, source: script.source, fixed: spanIn(place, node) };
  inRegion(tape, own, (inside) => tape.walk.script(tape, inside, script, folders));
}

function walkParameter(tape: Tape, place: Place, part: ParameterExpansionPart, folders: Folders): void {
  const { index, operation, parameter, prefix } = part;
  if (index !== undefined) walkSubscript(tape, place, { name: parameter, index, folders });
  if (prefix === "!" && operation?.type !== "Names" && !isWholeArray(index)) {
    doubt(tape, place, { at: { start: part.pos, end: part.end }, text: part.text, names: [parameter], needs: "name" });
  }
  if (operation !== undefined) walkOperation(tape, place, { part, operation, folders });
}

function isWholeArray(index: SourceWord | undefined): boolean {
  return index?.text === "@" || index?.text === "*";
}

/** A subscript is arithmetic, except for the key of an associative array. */
function walkSubscript(
  tape: Tape,
  place: Place,
  { name, index, folders }: { readonly name: string; readonly index: SourceWord; readonly folders: Folders },
): void {
  walkWord(tape, place, index, folders);
  if (isWholeArray(index) || isAssociative(tape, name)) return;
  judgeArithmeticWord(tape, place, index);
}

/** Declared so for certain, at a point that is still certain here. */
export function isAssociative(tape: Tape, name: string): boolean {
  const region = tape.associative.get(name);
  return region !== undefined && tape.openRegions.has(region);
}

interface ParameterUse {
  readonly part: ParameterExpansionPart;
  readonly operation: ParameterOperation;
  readonly folders: Folders;
}

function walkOperation(tape: Tape, place: Place, { part, operation, folders }: ParameterUse): void {
  switch (operation.type) {
    case "Default":
      walkWord(tape, place, operation.operand, folders);
      if (operation.operator.endsWith("=") && /^[A-Za-z_]/u.test(part.parameter)) {
        const value = assignedValue(tape, operation.operand);
        setVariable(tape, place, { name: part.parameter, at: { start: part.pos, end: part.end }, value });
      }
      return;
    case "Remove":
      return walkWord(tape, place, operation.operand, folders);
    case "Replace":
      walkWord(tape, place, operation.pattern, folders);
      return walkWord(tape, place, operation.replacement, folders);
    case "CaseModification":
      if (operation.operand !== undefined) walkWord(tape, place, operation.operand, folders);
      return;
    case "Slice":
      for (const bound of [operation.offset, operation.length]) {
        if (bound === undefined) continue;
        walkWord(tape, place, bound, folders);
        judgeArithmeticWord(tape, place, bound);
      }
      return;
    case "Transform":
      // `@P` expands the value as a prompt, substitutions included
      if (!/^[UuLQEAKak]$/u.test(operation.operand.text)) {
        emit(tape, { kind: "opaque", what: "text", text: part.text, at: spanIn(place, part), via: place.via });
      }
      return;
    case "Names":
    case "Unknown":
  }
}

/** Reads the right-hand side and the subscript of an assignment, and remembers what the variable may hold. */
export function walkAssignment(tape: Tape, place: Place, node: Assignment, folders: Folders): void {
  if (node.index !== undefined) walkSubscript(tape, place, { name: node.name, index: node.index, folders });
  if (node.value.type === "Word") {
    walkWord(tape, place, node.value, folders);
    tape.facts.assign(node.name, assignedValue(tape, node.value));
  } else walkArray(tape, place, { name: node.name, array: node.value, folders });
}

function walkArray(
  tape: Tape,
  place: Place,
  { name, array, folders }: { readonly name: string; readonly array: ArrayValue; readonly folders: Folders },
): void {
  tape.facts.assign(name, { kind: "digits", from: [] });
  for (const element of array.elements) {
    walkWord(tape, place, element, folders);
    const keyed = element.text.startsWith("[") && element.text.includes("]=");
    tape.facts.assign(name, keyed ? { kind: "data" } : assignedValue(tape, element));
    if (keyed && !isAssociative(tape, name)) judgeKey(tape, place, element);
  }
}

/** `[key]=value` inside an array: the key is arithmetic, the value is not. */
function judgeKey(tape: Tape, place: Place, element: SourceWord): void {
  const close = element.text.indexOf("]=");
  const key = element.text.slice(1, close);
  const at = { start: element.pos, end: element.end };
  if (/^\d+$/u.test(key)) return;
  const name = /^\$?\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)\}?$/u.exec(key)?.groups?.["name"];
  doubt(tape, place, { at, text: element.text, names: name === undefined ? [] : [name], needs: "digits" });
}
