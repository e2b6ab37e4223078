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
  const reads: string[] = [];
  const writes: string[] = [];
  let hole = 0;
  let index = start;
  let opaque = false;
  while (index < end) {
    const next = holes[hole];
    if (next !== undefined && next.start <= index) {
      // digits glued to a name would make another name
      if (!next.digits || /[A-Za-z_]/u.test(text.charAt(next.start - 1))) opaque = true;
      reads.push(...next.names);
      index = Math.max(index, next.end);
      hole += 1;
      continue;
    }
    expansion.lastIndex = index;
    const expanded = expansion.exec(text)?.groups?.["name"];
    if (expanded !== undefined) {
      if (/[A-Za-z_]/u.test(text.charAt(index - 1))) opaque = true;
      reads.push(expanded);
      index += expanded.length + 1;
      continue;
    }
    const digits = matchAt(number, text, index);
    if (digits !== undefined) {
      index += digits.length;
      continue;
    }
    const variable = matchAt(name, text, index);
    if (variable === undefined) {
      if (!operator.test(text.charAt(index))) opaque = true;
      index += 1;
      continue;
    }
    index += variable.length;
    const target = assignedHere(text, index);
    if (target !== "none") writes.push(variable);
    if (target !== "plain") reads.push(variable);
  }
  return { reads, writes, opaque };
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
