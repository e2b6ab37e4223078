import { parse, type ParsedScript, type SyntaxNode } from "unbash";
import { auditSource } from "./audit.ts";
import { checkText } from "./check-text.ts";
import { extglobFrom } from "./extglob.ts";
import { limits } from "./limits.ts";
import { misreadNode } from "./misread.ts";
import { paint } from "./paint.ts";
import type { ShellProblem } from "./shell-problem.ts";
import type { Surroundings } from "./tour.ts";

/** A script whose syntax tree can be trusted, with what makes a second opinion worth its time. */
interface CheckedScript {
  readonly script: ParsedScript;
  readonly unusual: boolean;
  /** `!(…)` that is a negated subshell as long as extended patterns are off. */
  readonly gluedNegation: boolean;
}

export type CheckedParse =
  | ({ readonly ok: true } & CheckedScript)
  | { readonly ok: false; readonly problems: readonly ShellProblem[] };

/** What the shell that reads a text was told before. */
export interface Told {
  /** An earlier text may have set `extglob`. */
  readonly extglob: boolean;
}

/** Parses and audits; never throws. Any error at any depth is a problem, since the parser recovers from errors. */
export function parseBash(text: string, told: Told = { extglob: false }): CheckedParse {
  const refusal = checkText(text);
  if (refusal !== undefined) return { ok: false, problems: [refusal] };
  try {
    const script = parse(text);
    const error = script.errors?.[0];
    if (error !== undefined) return { ok: false, problems: [unparsable(error.pos, error.message)] };
    return inspect(script, text, told.extglob ? 0 : extglobFrom(script, text));
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, problems: [tooDeep(text)] };
    throw error;
  }
}

/** The problem of a text that exhausts the stack. */
export function tooDeep(text: string): ShellProblem {
  return { code: "shell/too-deep", at: { start: 0, end: text.length }, text: "more than can be followed" };
}

function unparsable(at: number, message: string): ShellProblem {
  return { code: "shell/unparsable", at: { start: at, end: at + 1 }, text: message };
}

function inspect(script: ParsedScript, source: string, extglob: number): CheckedParse {
  const problems: ShellProblem[] = [];
  const owned: ParsedScript[] = [];
  let unusual = false;
  let gluedNegation = false;
  let nodes = 0;
  const see = (node: SyntaxNode, around: Surroundings): void => {
    nodes += 1;
    if (nodes > limits.nodes) throw new RangeError("too many nodes");
    if (node.type === "Script" && node !== script) {
      const error = node.errors?.[0];
      if (error !== undefined) problems.push(unparsable(error.pos, error.message));
      if (node.source !== undefined) owned.push(node);
    }
    const misread = extglobTooEarly(node, around, extglob) ?? misreadNode(node, around, source);
    if (misread !== undefined) {
      const at = { start: node.pos, end: node.end };
      problems.push({ code: "shell/misread", at, text: misread });
    }
    unusual ||= isUnusual(node, around);
    gluedNegation ||= isGluedNegation(node);
  };
  const painting = paint(script, source, see);
  if (problems.length === 0) problems.push(...auditSource(source, painting));
  for (const inner of owned) {
    if (problems.length > 0) break;
    // the text of escaped backticks is a source of its own
    const checked = inspect(inner, inner.source ?? "", extglob === Infinity ? extglob : 0);
    if (checked.ok) gluedNegation ||= checked.gluedNegation;
    else problems.push(...checked.problems);
    unusual = true;
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, 10) };
  return { ok: true, script, unusual, gluedNegation };
}

function isGluedNegation(node: SyntaxNode): boolean {
  if (node.type !== "Pipeline") return false;
  const [first] = node.commands;
  const last = node.prefixes.at(-1);
  return first?.type === "Subshell" && last?.type === "Negation" && last.end === first.pos;
}

function extglobTooEarly(node: SyntaxNode, around: Surroundings, extglob: number): string | undefined {
  if (node.type !== "ExtendedGlob" || around.test || node.pos >= extglob) return undefined;
  return "an extended pattern without `shopt -s extglob` on an earlier line";
}

/** Offset from which bash reads extended patterns in a text that can be parsed; `Infinity` where it never does. */
export function extendedFrom(text: string): number {
  return extglobFrom(parse(text), text);
}

/** Forms in which parsers were seen to differ from bash even when nothing looks wrong. */
function isUnusual(node: SyntaxNode, around: Surroundings): boolean {
  switch (node.type) {
    case "ProcessSubstitution":
    case "ExtendedGlob":
    case "Coproc":
    case "LocaleString":
    case "Select":
      return true;
    case "HereDoc":
      return around.depth > 1;
    case "CommandExpansion":
      return around.depth > 2 || around.operand || around.arithmetic;
    case "SingleQuoted":
    case "AnsiCQuoted":
      return around.operand || around.arithmetic;
    default:
      return false;
  }
}
