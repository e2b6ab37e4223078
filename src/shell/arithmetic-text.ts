/** One thing that arithmetic reads. */
export interface ArithmeticUse {
  /** Variables whose content would be evaluated. */
  readonly reads: readonly string[];
  /** Variables that get an integer. */
  readonly writes: readonly string[];
  /** True when the text holds something that cannot be judged. */
  readonly opaque: boolean;
}

/** An expansion inside arithmetic, already judged: it stands for digits when its variables do. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly digits: boolean;
  readonly names: readonly string[];
}

const number = /[0-9][0-9A-Za-z_@#]*/uy;
const name = /[A-Za-z_][A-Za-z0-9_]*/uy;
/** `$name` without braces has no node of its own in the tree. */
const expansion = /\$(?<name>[A-Za-z_][A-Za-z0-9_]*|[0-9#?$!])/uy;
const operator = /[-+*/%<>=!&|^~?:,()[\]\s"]/u;
const assignment = /\s*(?:=(?!=)|(?<change>(?:\*\*|<<|>>|[-+*/%&|^])=))/uy;

/**
 * Reads an arithmetic expression without a grammar: all that matters is which variables it would evaluate,
 * since bash evaluates their content as an expression again.
 */
export function readArithmeticText(
  text: string,
  start: number,
  end: number,
  holes: readonly Hole[] = [],
): ArithmeticUse {
  const use: Use = { reads: [], writes: [], opaque: false };
  let hole = 0;
  let index = start;
  while (index < end) {
    const next = holes[hole];
    if (next === undefined || next.start > index) {
      index = readToken(text, index, use);
      continue;
    }
    if (!next.digits) use.opaque = true;
    readExpansion(text, next.start, { names: next.names, use });
    index = Math.max(index, next.end);
    hole += 1;
  }
  return use;
}

interface Use {
  readonly reads: string[];
  readonly writes: string[];
  opaque: boolean;
}

/** Digits glued to a name would make another name. */
function readExpansion(text: string, index: number, { names, use }: { names: readonly string[]; use: Use }): void {
  if (/[A-Za-z_]/u.test(text.charAt(index - 1))) use.opaque = true;
  use.reads.push(...names);
}

/** Reads a number, a name or an operator; returns where the next one starts. */
function readToken(text: string, index: number, use: Use): number {
  expansion.lastIndex = index;
  const expanded = expansion.exec(text)?.groups?.["name"];
  if (expanded !== undefined) {
    readExpansion(text, index, { names: [expanded], use });
    return index + expanded.length + 1;
  }
  const digits = matchAt(number, text, index);
  if (digits !== undefined) return index + digits.length;
  const variable = matchAt(name, text, index);
  if (variable === undefined) {
    if (!operator.test(text.charAt(index))) use.opaque = true;
    return index + 1;
  }
  const target = assignedHere(text, index + variable.length);
  if (target !== "none") use.writes.push(variable);
  if (target !== "plain") use.reads.push(variable);
  return index + variable.length;
}

function matchAt(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}

/** Whether an assignment follows: `=` overwrites, `+=` and `++` read first. */
function assignedHere(text: string, index: number): "none" | "plain" | "change" {
  assignment.lastIndex = index;
  const found = assignment.exec(text);
  if (found !== null) return found.groups?.["change"] === undefined ? "plain" : "change";
  return /^\s*(?:\+\+|--)/u.test(text.slice(index, index + 10)) ? "change" : "none";
}
