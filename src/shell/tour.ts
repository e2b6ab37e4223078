import { forEachChild, type ParsedScript, type SyntaxNode } from "unbash";

/** Where quotes lose their meaning: what stands inside is expanded although it looks quoted. */
export interface Surroundings {
  /** Inside `${…}` that stands in double quotes or in an expanded heredoc. */
  readonly quotedParameter: boolean;
  /** Arithmetic, a subscript or an offset. */
  readonly arithmetic: boolean;
  /** Inside `[[ … ]]`. */
  readonly test: boolean;
  /** Inside `${…}`, where operators have no meaning. */
  readonly operand: boolean;
  /** Directly inside double quotes or an expanded heredoc. */
  readonly quoted: boolean;
  /** How many substitutions stand around. */
  readonly depth: number;
  /** Inside an expanded heredoc, however deep. */
  readonly heredoc: boolean;
  /** Inside backticks or an expanded heredoc: line continuations are taken out before quotes are looked at. */
  readonly folded: boolean;
}

export type Visitor = (node: SyntaxNode, around: Surroundings) => void;

const outside: Surroundings = {
  quotedParameter: false,
  arithmetic: false,
  test: false,
  operand: false,
  quoted: false,
  depth: 0,
  heredoc: false,
  folded: false,
};

/**
 * Visits every node once, parents first, in the order of the syntax tree. Scripts of substitutions are
 * resolved on the way. A script that owns its `source` (escaped backticks) is handed to the visitor but not
 * entered: its positions count in another text.
 */
export function tour(script: ParsedScript, visit: Visitor, folded = false): void {
  const enter = (node: SyntaxNode, around: Surroundings): void => {
    visit(node, around);
    if (node.type === "Script" && node !== script && node.source !== undefined) return;
    const within = surroundingsWithin(node, around);
    forEachChild(node, (child) => enter(child, childSurroundings(node, child, within)));
  };
  enter(script, { ...outside, folded });
}

function surroundingsWithin(node: SyntaxNode, around: Surroundings): Surroundings {
  switch (node.type) {
    case "DoubleQuoted":
    case "LocaleString":
      return { ...around, quoted: true };
    case "HereDocBody":
      return { ...around, quoted: true, heredoc: true, folded: true };
    case "Script":
      return { ...outside, depth: around.depth + 1, heredoc: around.heredoc, folded: around.folded };
    case "ParameterExpansion":
      return { ...around, operand: true, quoted: false, quotedParameter: around.quoted || around.quotedParameter };
    case "CommandExpansion":
      return node.text.startsWith("`") ? { ...around, folded: true } : around;
    case "TestCommand":
      return { ...around, test: true };
    case "ArithmeticExpansion":
    case "ArithmeticCommand":
    case "ArithmeticFor":
    case "Slice":
      return { ...around, arithmetic: true, quoted: false };
    default:
      return around;
  }
}

function childSurroundings(node: SyntaxNode, child: SyntaxNode, within: Surroundings): Surroundings {
  if (node.type === "ArithmeticFor" && child === node.body) return { ...within, arithmetic: false };
  if ((node.type === "ParameterExpansion" || node.type === "Assignment") && child === node.index) {
    return { ...within, arithmetic: true };
  }
  return within;
}
