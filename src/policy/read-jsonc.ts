import { createScanner, getLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { printable } from "../base/index.ts";

/** A fault of the text itself, before any schema is looked at. */
export interface TextFault {
  readonly path: readonly PropertyKey[];
  readonly offset: number;
  readonly message: string;
  readonly wanted: string;
  /** True when the text is not JSON at all, so that its values mean nothing. */
  readonly syntax: boolean;
  /** True when something stands where a value belongs, and the value is what is wrong. */
  readonly inValue: boolean;
}

export interface JsoncText {
  readonly tree: Node | undefined;
  readonly value: unknown;
  readonly faults: readonly TextFault[];
}

const maxLength = 1024 * 1024;
const maxDepth = 64;
const maxEntries = 50_000;
/** Finding the place of a syntax fault reads the text up to there: few of them in a long text, more in a short one. */
const mostFaults = (text: string): number => Math.min(100, Math.max(3, Math.floor(2_000_000 / text.length)));

const wantedSyntax = {
  InvalidSymbol: "a text in double quotes, a number, true, false, null, a list or an object",
  InvalidNumberFormat: "a number such as 10",
  PropertyNameExpected: "a name in double quotes",
  ValueExpected: "a value",
  ColonExpected: "a colon",
  CommaExpected: "a comma",
  CloseBraceExpected: "a closing brace",
  CloseBracketExpected: "a closing bracket",
  EndOfFileExpected: "the end of the document",
  InvalidCommentToken: "a comment /* … */ or // …",
  UnexpectedEndOfComment: "the end of the comment, */",
  UnexpectedEndOfString: "a closing quote on the same line",
  UnexpectedEndOfNumber: "a number such as 10",
  InvalidUnicode: "an escape such as \\u00e9",
  InvalidEscapeCharacter: 'an escape of JSON: \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX',
  InvalidCharacter: "the character escaped, such as \\n or \\t",
  "<unknown ParseErrorCode>": "valid JSON",
} as const satisfies Record<ReturnType<typeof printParseErrorCode>, string>;

/**
 * Looks at the brackets and commas alone. The parser and the schema are recursive, and both keep what is wrong with every
 * single entry: they must not see a text that is deeper or longer than any profile.
 */
function boundFault(text: string): TextFault | undefined {
  const fault = { path: [], syntax: true, inValue: false };
  const tooLong = { ...fault, message: "the document is longer than 1 MiB", wanted: "a shorter document" };
  if (text.length > maxLength) return { ...tooLong, offset: 0 };
  const scanner = createScanner(text, true);
  let depth = 0;
  let entries = 0;
  for (let position = 0; position < text.length; position = scanner.getPosition()) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    const first = text[offset];
    if (first === "{" || first === "[") depth += 1;
    else if (first === "}" || first === "]") depth -= 1;
    else if (first === ",") entries += 1;
    if (depth > maxDepth) {
      return {
        ...fault,
        offset,
        message: `the document is nested deeper than ${maxDepth} levels`,
        wanted: "fewer levels",
      };
    }
    if (entries > maxEntries) {
      return { ...fault, offset, message: `the document has more than ${maxEntries} entries`, wanted: "fewer entries" };
    }
  }
  return undefined;
}

function syntaxFault(text: string, error: ParseError): TextFault {
  const code = printParseErrorCode(error.error);
  const found = text.slice(error.offset, error.offset + Math.min(error.length, 40));
  const path = getLocation(text, error.offset).path.filter((part) => part !== "");
  return {
    path,
    offset: error.offset,
    message:
      found.trim() === ""
        ? `not JSON: ${wantedSyntax[code]} is missing`
        : `not JSON: unexpected \`${printable(found)}\``,
    wanted: wantedSyntax[code],
    syntax: true,
    inValue: code === "InvalidSymbol" || code === "InvalidNumberFormat" || code === "UnexpectedEndOfNumber",
  };
}

/** Names that stand twice in one object, and the one name that objects of this language treat as special. */
function keyFaults(node: Node, path: readonly PropertyKey[], faults: TextFault[]): void {
  if (node.type === "array") {
    for (const [index, child] of (node.children ?? []).entries()) keyFaults(child, [...path, index], faults);
  }
  if (node.type !== "object") return;
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [key, child] = property.children ?? [];
    if (key === undefined) continue;
    const name = String(key.value);
    const here = { path: [...path, name], offset: key.offset, syntax: false, inValue: false };
    if (seen.has(name))
      faults.push({ ...here, message: `\`${printable(name)}\` stands twice in one object`, wanted: "each name once" });
    if (name === "__proto__")
      faults.push({ ...here, message: "`__proto__` is not a name of a profile", wanted: "another name" });
    seen.add(name);
    if (child !== undefined) keyFaults(child, here.path, faults);
  }
}

/** As plain data. `Object.fromEntries` defines `__proto__` as an ordinary key instead of setting the prototype. */
function valueOf(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(valueOf);
  if (node.type !== "object") return node.value;
  return Object.fromEntries(
    (node.children ?? []).map(({ children: [key, child] = [] }) => [
      String(key?.value),
      child === undefined ? null : valueOf(child),
    ]),
  );
}

/** Reads JSON with comments and trailing commas. Bounded: at most 1 MiB, 64 levels and 50,000 entries. Never throws. */
export function readJsonc(text: string): JsoncText {
  const bound = boundFault(text);
  if (bound !== undefined) return { tree: undefined, value: undefined, faults: [bound] };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const faults = errors.slice(0, mostFaults(text)).map((error) => syntaxFault(text, error));
  if (tree === undefined) {
    const missing = {
      path: [],
      offset: 0,
      message: "the document is empty",
      wanted: "an object { … }",
      syntax: true,
      inValue: false,
    };
    return { tree, value: undefined, faults: faults.length > 0 ? faults : [missing] };
  }
  keyFaults(tree, [], faults);
  return { tree, value: valueOf(tree), faults };
}
