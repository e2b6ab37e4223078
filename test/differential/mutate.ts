import fc from "fast-check";
import { seeds } from "./seeds.ts";

/** What an edit may put in: every character and introducer that means something to bash. */
const pieces: readonly string[] = [
  [
    "'",
    '"',
    "`",
    "$",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "&",
    "|",
    ";",
    "#",
    "\\",
    "\n",
    "!",
    "*",
    "?",
    "~",
    "=",
    " ",
    "\t",
  ],
  [
    "$(",
    "${",
    "$((",
    "$[",
    "<(",
    ">(",
    "<<E\n",
    "<<<",
    "))",
    "((",
    "]]",
    "[[ ",
    "$'",
    '$"',
    "\\\n",
    "&&",
    "||",
    ";;",
    ">&",
    "2>&-",
  ],
  [
    "m1",
    " m2 ",
    "\nm3\n",
    "$(m4)",
    "`m5`",
    "<(m6)",
    "a=(",
    "x[",
    "]=",
    "\nE\n",
    "-",
    "0",
    "!(",
    "@(",
    "{a,",
    ",b}",
    " in ",
    " do ",
    "#}",
  ],
  // characters that are blanks, or special, to some readers only
  ["\r", "\v", "\f", "\u00A0", "\u3000", "\u2028", "\u0001", "\u007F", "é", "\uFEFF"],
].flat();

interface Edit {
  readonly kind: "insert" | "delete" | "swap" | "double" | "replace";
  readonly at: number;
  readonly span: number;
  readonly piece: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("insert", "insert", "delete", "swap", "double", "replace"),
  at: fc.nat(10_000),
  span: fc.integer({ min: 1, max: 3 }),
  piece: fc.constantFrom(...pieces),
});

function apply(text: string, { kind, at, span, piece }: Edit): string {
  const place = at % (text.length + 1);
  const before = text.slice(0, place);
  const taken = text.slice(place, place + span);
  const after = text.slice(place + span);
  switch (kind) {
    case "insert":
      return before + piece + taken + after;
    case "delete":
      return before + after;
    case "swap":
      return before + Array.from(taken).toReversed().join("") + after;
    case "double":
      return before + taken + taken + after;
    case "replace":
      return before + piece + after;
  }
}

/** Tricky snippets as they are, then with one or two edits, alone or next to another. */
export const mutants: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom(...seeds) }),
    fc.array(edit, { minLength: 1, maxLength: 2, size: "max" }),
  )
  .map(([one, other, edits]) => edits.reduce(apply, other === "" ? one : `${one}\n${other}`));
