import type { ParsedScript, SyntaxNode } from "unbash";
import type { Span } from "../base/index.ts";
import { type Surroundings, tour, type Visitor } from "./tour.ts";

/** What the syntax tree says about one character of the source. */
export const paints = {
  /** Between words: blanks, operators, keywords, comments. */
  gap: 0,
  /** Belongs to something that is not a plain word. */
  other: 1,
  /** Plain text of a word: no shell operator may stand here unquoted. */
  word: 2,
  /** Never looked at by the shell. */
  inert: 3,
  /** Text in double quotes or in an expanded heredoc. */
  quoted: 4,
  arithmetic: 5,
} as const;

export interface Painting {
  readonly colours: Uint8Array;
  /** Where expansions start. */
  readonly starts: ReadonlySet<number>;
  /** Where backticks close. */
  readonly closers: ReadonlySet<number>;
  /** Everything between `((`, `$((` or `$[` and its end. */
  readonly arithmetic: readonly Span[];
}

/** Paints parents first, so that what stands inside covers what stands around. */
export function paint(
  script: ParsedScript,
  source: string,
  see: (node: SyntaxNode, around: Surroundings) => void,
): Painting {
  const canvas: Canvas = {
    source,
    colours: new Uint8Array(source.length),
    starts: new Set(),
    closers: new Set(),
    arithmetic: [],
  };
  const visit: Visitor = (node, around) => {
    see(node, around);
    const colour = colourOf(node, around);
    if (colour !== undefined) canvas.colours.fill(colour, node.pos, node.end);
    paintDetails(canvas, node);
  };
  // a script with a source of its own stood in backticks
  tour(script, visit, script.source !== undefined);
  return canvas;
}

interface Canvas extends Painting {
  readonly source: string;
  readonly starts: Set<number>;
  readonly closers: Set<number>;
  readonly arithmetic: Span[];
}

function paintDetails(canvas: Canvas, node: SyntaxNode): void {
  const { colours, source, starts, arithmetic } = canvas;
  switch (node.type) {
    case "ParameterExpansion":
      starts.add(node.pos);
      return;
    case "ArithmeticExpansion":
      starts.add(node.pos);
      arithmetic.push(arithmeticSpan(source, node));
      return;
    case "ArithmeticCommand":
      arithmetic.push(arithmeticSpan(source, node));
      return;
    case "CommandExpansion":
    case "ProcessSubstitution":
    case "ArithmeticCommandExpansion":
      starts.add(node.pos);
      paintInside(canvas, node);
      return;
    case "HereDoc":
      if (node.closing !== undefined) colours.fill(paints.other, node.closing.pos, node.closing.end);
      colours.fill(node.delimiter?.quoted === true ? paints.inert : paints.quoted, node.body.pos, node.body.end);
      return;
    case "ArithmeticFor":
      paintLoopHead(colours, node.pos, node.body.pos, source);
      return;
    default:
  }
}

function arithmeticSpan(source: string, { pos, end }: { readonly pos: number; readonly end: number }): Span {
  if (source.startsWith("$[", pos)) return { start: pos + 2, end: end - 1 };
  return { start: pos + (source.charAt(pos) === "$" ? 3 : 2), end: end - 2 };
}

function paintInside(
  { colours, source, closers }: Canvas,
  node: { readonly pos: number; readonly end: number; readonly script: ParsedScript | undefined },
): void {
  colours.fill(paints.other, node.pos, node.end);
  const backtick = source.charAt(node.pos) === "`";
  if (backtick) closers.add(node.end - 1);
  const inside = node.script?.source === undefined ? paints.gap : paints.inert;
  colours.fill(inside, node.pos + (backtick ? 1 : 2), node.end - 1);
}

/** `for ((…))`: the three expressions have no node around them; `do` or `{` follow. */
function paintLoopHead(colours: Uint8Array, start: number, end: number, source: string): void {
  const close = source.lastIndexOf("))", end);
  if (close > start) colours.fill(paints.arithmetic, start, close + 2);
}

function colourOf(node: SyntaxNode, around: Surroundings): number | undefined {
  switch (node.type) {
    case "Word":
      return around.test || around.operand || around.quoted || around.arithmetic ? paints.other : paints.word;
    case "Assignment":
    case "Redirect":
    case "HereString":
    case "HereDoc":
    case "TestCommand":
    case "ExtendedGlob":
    case "ParameterExpansion":
    case "Time":
      return paints.other;
    case "DoubleQuoted":
    case "LocaleString":
      return paints.quoted;
    case "ArithmeticExpansion":
    case "ArithmeticCommand":
      return paints.arithmetic;
    case "SingleQuoted":
    case "AnsiCQuoted":
      return around.quoted || around.quotedParameter || around.arithmetic ? undefined : paints.inert;
    default:
      return undefined;
  }
}
