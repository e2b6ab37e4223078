import { type Assignment, type Command, forEachChild, type SyntaxNode, type Word, type WordPart } from "unbash";
import { parseBash, type Told } from "./parse-bash.ts";
import { tour } from "./tour.ts";

/** Stands for the text of a substitution, whose commands are listed on their own. */
const substitution = "\u0001";

/**
 * Every simple command of a text, one line each, in no particular order: for comparing two readings of the
 * same text, such as bash's own (`--pretty-print`). `undefined` when the text cannot be read.
 */
export function listCommands(text: string, told?: Told): readonly string[] | undefined {
  const checked = parseBash(text, told);
  return checked.ok ? collect(checked.script, text).sort() : undefined;
}

/** True when both texts were read and hold the same commands. */
export function sameCommands(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  return one.every((command, index) => command === other[index]);
}

/** How bash prints a co-process without a name of its own. */
const unnamedCoproc = "COPROC";

function collect(script: Parameters<typeof tour>[0], source: string): string[] {
  const commands: string[] = [];
  const coprocs = new Set<SyntaxNode>();
  tour(script, (node) => {
    if (node.type === "Coproc") coprocs.add(node.body);
    if (node.type === "Command") commands.push(spell(node, source, coprocs.has(node)));
    if (node.type === "Function") commands.push(`function ${node.name.value}`);
    if (node.type === "Script" && node !== script && node.source !== undefined)
      commands.push(...collect(node, node.source));
  });
  return commands;
}

function spell(node: Command, source: string, inCoproc: boolean): string {
  const named = node.name === undefined ? [] : [node.name];
  const program = inCoproc && node.name?.value === unnamedCoproc ? [] : named;
  const items = [...node.prefix, ...program, ...node.suffix];
  const words: string[] = [];
  for (const item of items) {
    if (item.type === "Word") words.push(spellWord(item, source));
    else if (item.type === "Assignment") words.push(spellAssignment(item, source));
  }
  return JSON.stringify(words);
}

function spellAssignment(item: Assignment, source: string): string {
  if (item.value.type === "ArrayValue")
    return `${item.name}=(${item.value.elements.map((word) => spellWord(word, source)).join(" ")})`;
  return source.slice(item.pos, item.value.pos) + spellWord(item.value, source);
}

function spellWord(word: Word, source: string): string {
  if (word.parts === undefined) return word.value;
  return word.parts.map((part) => spellPart(part, source)).join("");
}

function spellPart(part: WordPart, source: string): string {
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
    case "AnsiCQuoted":
      return part.value;
    case "DoubleQuoted":
    case "LocaleString":
      return part.parts.map((child) => spellPart(child, source)).join("");
    default:
      return spellText(part, source);
  }
}

/** The source of a node without what its substitutions hold and without blanks, which bash rewrites. */
function spellText(node: SyntaxNode, source: string): string {
  const holes: { readonly pos: number; readonly end: number }[] = [];
  const find = (inner: SyntaxNode): void => {
    if (
      inner.type === "CommandExpansion" ||
      inner.type === "ProcessSubstitution" ||
      inner.type === "ArithmeticCommandExpansion"
    ) {
      holes.push(inner);
    } else forEachChild(inner, find);
  };
  find(node);
  let text = "";
  let done = node.pos;
  for (const hole of holes.sort((one, other) => one.pos - other.pos)) {
    text += source.slice(done, hole.pos) + substitution;
    done = hole.end;
  }
  return (text + source.slice(done, node.end)).replaceAll(/[\s'"\\]|\$(?=')/gu, "");
}
