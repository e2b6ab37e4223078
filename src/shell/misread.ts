import type { Assignment, Command, HereDoc, Redirect, Redirection, SyntaxNode, Word } from "unbash";
import { readSingleWord } from "./read-word.ts";
import type { Surroundings } from "./tour.ts";

/** Builtins for which bash reads `a=(…)` among the arguments as an array. */
const declarations = new Set(["declare", "typeset", "local", "export", "readonly"]);

/** After a redirection bash may still take one of these for a keyword. */
const reserved = new Set(
  "! [[ { } if then elif else fi case esac for select while until do done in function time coproc".split(" "),
);

/** Where bash reads one node differently from the parser, as far as the node itself can tell. */
export function misreadNode(node: SyntaxNode, around: Surroundings, source: string): string | undefined {
  return isCutOff(node) ? "an expansion without its end" : misreadKind(node, around, source);
}

/** The parser cuts at a slash or a brace that bash knows to be inside. */
function isCutOff(node: SyntaxNode): boolean {
  switch (node.type) {
    case "CommandExpansion":
    case "ProcessSubstitution":
    case "ParameterExpansion":
    case "ArithmeticExpansion":
    case "ArithmeticCommandExpansion":
    case "DoubleQuoted":
    case "SingleQuoted":
    case "AnsiCQuoted":
    case "LocaleString":
      return !isClosed(node.text);
    default:
      return false;
  }
}

const closers: ReadonlyMap<string, string> = new Map([
  ["`", "`"],
  ['"', '"'],
  ["'", "'"],
  ["${", "}"],
  ["$(", ")"],
  ["$[", "]"],
  ["<(", ")"],
  [">(", ")"],
  ["$'", "'"],
  ['$"', '"'],
]);

function isClosed(text: string): boolean {
  const one = closers.get(text.charAt(0));
  if (one !== undefined) return text.length > 1 && text.endsWith(one);
  const two = closers.get(text.slice(0, 2));
  return two !== undefined && text.length > 2 && text.endsWith(two);
}

function misreadKind(node: SyntaxNode, around: Surroundings, source: string): string | undefined {
  switch (node.type) {
    case "Redirect":
      return misreadRedirect(node, source);
    case "ProcessSubstitution":
      if (node.script === undefined || node.script.commands.length === 0) return "an empty process substitution";
      return around.operand || around.arithmetic ? "a process substitution inside another expansion" : undefined;
    case "Word":
      return misreadWord(node);
    case "Assignment":
      return misreadAssignment(node, source);
    case "Command":
      return misreadCommand(node);
    case "Subshell":
      return source.charAt(node.pos + 1) === "(" ? "`((` that is not arithmetic" : undefined;
    case "CommandExpansion":
      if (around.quoted && /^`.*".*`$/su.test(node.text) && node.text.includes("{"))
        return "braces inside two kinds of quotes";
      if (node.text.startsWith("$((")) return "`$((` that is not arithmetic";
      return node.text.startsWith("${") ? "a substitution of a later bash" : undefined;
    case "ParameterExpansion":
      if (node.operation?.type === "Unknown") return "an expansion that bash does not know";
      return around.quoted && node.text.includes("$'") ? "ANSI-C quotes inside a quoted expansion" : undefined;
    case "SingleQuoted":
      return around.folded && node.text.includes("\\\n") ? "a line continuation inside two kinds of quotes" : undefined;
    case "AnsiCQuoted":
      if (around.arithmetic || around.quotedParameter) return "ANSI-C quotes inside another expansion";
      return /\\(?:x\{|\n)/u.test(node.text) ? "an escape that bash reads in its own way" : undefined;
    case "HereDoc":
      return misreadHereDoc(node, around);
    case "Coproc":
      return node.name !== undefined && node.body.type === "Command" ? "a name for a simple coprocess" : undefined;
    default:
      return undefined;
  }
}

function misreadRedirect(node: Redirect, source: string): string | undefined {
  const { descriptor, target, operator } = node;
  if (descriptor?.type === "FileDescriptor" && descriptor.end - descriptor.pos > 5)
    return "a file descriptor that long";
  if (target === undefined) return "a redirection without a target";
  if ((operator === ">&" || operator === "<&") && /^-./su.test(target.text)) return "text after a closed descriptor";
  const word = operator === ">&" ? readSingleWord(target) : undefined;
  if (word?.kind === "static" && !/^[\w./:@%+,=-]*$/u.test(word.value)) return "a target that is expanded twice";
  const glued = source.charAt(target.pos - 1) !== " " && source.charAt(target.pos - 1) !== "\t";
  return glued && /^[<>]\(/u.test(target.text) ? "a process substitution after a redirection" : undefined;
}

/** A process substitution is a word of its own; what is glued to it is read in two ways. */
function misreadWord(node: Word): string | undefined {
  const { parts } = node;
  if (parts === undefined || parts.length < 2) return undefined;
  return parts.some((part) => part.type === "ProcessSubstitution") ? "text glued to a process substitution" : undefined;
}

function misreadAssignment({ value, end, pos }: Assignment, source: string): string | undefined {
  if (value.type === "Word") return value.text.startsWith("(") ? "text glued to an array" : undefined;
  const after = source.charAt(end);
  if (pos > 0 && source.charAt(pos - 1) === "(") return undefined;
  return after === "" || /[\s;&|)`]/u.test(after) ? undefined : "text glued to an array";
}

/** Neighbours that touch: bash takes them for one word, the parser for two. */
function misreadCommand(node: Command): string | undefined {
  if (node.name !== undefined && reserved.has(node.name.text)) return "a keyword in the place of a command";
  const items: readonly (Word | Assignment | Redirection)[] =
    node.name === undefined ? node.prefix : [...node.prefix, node.name, ...node.suffix];
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    if (before === undefined || before.end !== item.pos) continue;
    if (item.type !== "Word" && item.type !== "Assignment") continue;
    if (!(before.type === "Word" && isOptionWithFile(before, item))) return "words that touch";
  }
  const array = node.suffix.some((item) => item.type === "Assignment" && item.value.type === "ArrayValue");
  return array && !declarations.has(node.name?.text ?? "") ? "an array among plain arguments" : undefined;
}

/** `--rcfile=<(…)`: the one glued form that is common; the reading joins the two. */
export function isOptionWithFile(before: Word, item: Word | Assignment): boolean {
  if (item.type !== "Word" || item.parts?.length !== 1 || item.parts[0]?.type !== "ProcessSubstitution") return false;
  return /^--?[A-Za-z][A-Za-z0-9-]*=?$/u.test(before.text);
}

function misreadHereDoc({ closing, delimiter, body }: HereDoc, around: Surroundings): string | undefined {
  if (closing === undefined || delimiter === undefined) return "a here-document without its end";
  if (around.heredoc) return "a here-document inside another one";
  if (/[$`\n]/u.test(delimiter.text)) return "a here-document with an odd delimiter";
  if (delimiter.quoted || !body.text.includes("\\\n")) return undefined;
  const joined = body.text.replaceAll(/(?<!\\)(?:\\\\)*\\\n/gu, "").split("\n");
  return joined.includes(delimiter.value) || joined.some((line) => line.trimStart() === delimiter.value)
    ? "a here-document with its delimiter on two lines"
    : undefined;
}
