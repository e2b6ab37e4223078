import type { ParsedScript, SyntaxNode } from "unbash";
import { tour } from "./tour.ts";

/** Shells whose language is another one altogether: what bash makes of their text says little. */
const strangers = new Set("csh elvish fish nu powershell pwsh tcsh xonsh zsh".split(" "));
const bashes = new Set("bash rbash eval trap complete mapfile compgen".split(" "));

/** Builtins of bash that a plain `sh` takes for programs. */
const bashBuiltins = new Set(
  (
    "bind builtin caller compgen complete compopt declare dirs disown enable fc help history let logout mapfile popd " +
    "pushd readarray shopt source suspend typeset"
  ).split(" "),
);

/** How far bash's reading of a text holds for the program that will read it. */
export function dialectOf(program: string): "bash" | "sh" | "other" {
  if (bashes.has(program)) return "bash";
  return strangers.has(program) ? "other" : "sh";
}

/** True for programs that read shell text from a file named as operand. */
export function isShell(program: string): boolean {
  return strangers.has(program) || /^(?:r?bash|d?ash|sh|[lm]?ksh|posh|yash)$/u.test(program);
}

/** True when a plain `sh` would read the text differently: in dash `[[` is a command and `&>` is two operators. */
export function isBashOnly(script: ParsedScript, source: string): boolean {
  let found = false;
  tour(script, (node) => {
    found ||= isExtension(node, source);
  });
  return found;
}

function isExtension(node: SyntaxNode, source: string): boolean {
  switch (node.type) {
    case "TestCommand":
    case "ArithmeticCommand":
    case "ArithmeticFor":
    case "Coproc":
    case "Select":
    case "Time":
    case "AnsiCQuoted":
    case "LocaleString":
    case "BraceExpansion":
    case "ArrayValue":
    case "ProcessSubstitution":
    case "ExtendedGlob":
    case "HereString":
      return true;
    case "Command":
      return bashBuiltins.has(node.name?.value ?? "");
    case "Redirect":
      return node.operator.startsWith("&") || node.descriptor?.type === "FileDescriptorVariable" || isWordTarget(node);
    case "Pipeline":
      return node.operators.includes("|&");
    case "CaseItem":
      return node.terminator !== undefined && node.terminator !== ";;";
    case "Function":
      return source.startsWith("function", node.pos);
    case "ArithmeticExpansion":
      return node.text.startsWith("$[");
    case "Assignment":
      return node.append === true || node.index !== undefined;
    default:
      return false;
  }
}

/** `>&word` writes a file in bash alone. */
function isWordTarget({ operator, target }: Extract<SyntaxNode, { type: "Redirect" }>): boolean {
  return operator === ">&" && !/^(?:\d+|-|["$].*)$/u.test(target?.text ?? "");
}
