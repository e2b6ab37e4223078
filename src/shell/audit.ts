import type { Span } from "../base/index.ts";
import { type Painting, paints } from "./paint.ts";
import type { ShellProblem } from "./shell-problem.ts";

/** Everything that bash itself may print between words; anything else there was overlooked by the parser. */
const keywords = new Set("if then elif else fi for in do done while until case esac select function coproc".split(" "));

const blank = /[ \t\n]/u;
const metacharacter = /[ \t\n;&|()<>]/u;
const special = /[$`<>\\;&|() \t\n]/u;

/**
 * Compares the source with what the parser made of it: every introducer of an expansion must be one in the
 * syntax tree or lie where the shell never looks, every comment must be one for bash as well, and no operator
 * may hide inside a word. Linear.
 */
export function auditSource(source: string, painting: Painting): readonly ShellProblem[] {
  const problems: ShellProblem[] = [];
  for (const at of painting.arithmetic) {
    const text = misreadArithmetic(source, at, painting.colours);
    if (text !== undefined) return [{ code: "shell/misread", at, text }];
  }
  let index = 0;
  while (index < source.length) {
    const step = stepAt(source, index, painting);
    if (step.wrong !== undefined) {
      problems.push({ code: "shell/misread", at: { start: index, end: step.next }, text: step.wrong });
      // one is enough, and hostile text may hold a million
      return problems;
    }
    index = step.next;
  }
  return problems;
}

/** Nothing may stand in arithmetic that would make bash take it for two subshells, or that quotes. */
function misreadArithmetic(source: string, { start, end }: Span, colours: Uint8Array): string | undefined {
  let depth = 0;
  for (let index = start; index < end; index += 1) {
    if (colours[index] !== paints.arithmetic) continue;
    const char = source.charAt(index);
    if (char === ";" || char === "'" || char === "\\") return "arithmetic with quotes or separators";
    if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    if (depth < 0) break;
  }
  return depth === 0 ? undefined : "`((` that is not arithmetic";
}

interface Step {
  readonly next: number;
  readonly wrong?: string;
}

function stepAt(source: string, index: number, { colours, starts, closers }: Painting): Step {
  const colour = colours[index];
  const next = index + 1;
  if (colour === paints.inert) return { next };
  const char = source.charAt(index);
  if (colour === paints.gap) return stepInGap(source, index, { colours, starts, closers });
  if (!special.test(char)) return { next };
  if (char === "\\") return stepOverBackslash(source, index, colour === paints.quoted);
  if (isIntroducer(source, index) && !starts.has(index) && !closers.has(index)) {
    const angle = char === "<" || char === ">";
    if (!angle || (colour !== paints.quoted && colour !== paints.arithmetic)) {
      return { next, wrong: "an expansion that the parser did not see" };
    }
  }
  if (colour === paints.word && metacharacter.test(char)) return { next, wrong: "an operator inside a word" };
  return { next };
}

function isIntroducer(source: string, index: number): boolean {
  const char = source.charAt(index);
  const after = source.charAt(index + 1);
  if (char === "$") return after === "(" || after === "{" || after === "[";
  return char === "`" || ((char === "<" || char === ">") && after === "(");
}

function stepInGap(source: string, index: number, { colours, closers }: Omit<Painting, "arithmetic">): Step {
  const char = source.charAt(index);
  const next = index + 1;
  if (char === "\\") return stepOverBackslash(source, index, false);
  if (char === "#") return stepOverComment(source, index, colours);
  if (blank.test(char) || ";&|(){}!".includes(char) || closers.has(index)) return { next };
  const end = wordEnd(source, index);
  if (keywords.has(source.slice(index, end))) return { next: end };
  return { next, wrong: "text that the parser did not see" };
}

function wordEnd(source: string, start: number): number {
  let end = start;
  while (end < source.length && source.charAt(end) !== "`" && !metacharacter.test(source.charAt(end))) end += 1;
  return end;
}

/** In bash a `#` opens a comment only where a word could start; `)` may have closed a process substitution. */
function stepOverComment(source: string, index: number, colours: Uint8Array): Step {
  const before = source.charAt(index - 1);
  const closes = before === ")" && colours[index - 1] === paints.gap;
  if (before !== "" && !closes && !" \t\n;&|(`".includes(before))
    return { next: index + 1, wrong: "a # that is no comment" };
  const newline = source.indexOf("\n", index);
  return { next: newline === -1 ? source.length : newline };
}

/** A backslash takes the next character's meaning, and with a newline both vanish: then two halves may join. */
function stepOverBackslash(source: string, index: number, quoted: boolean): Step {
  if (source.charAt(index + 1) !== "\n") return { next: index + 2 };
  let end = index;
  while (source.charAt(end) === "\\" && source.charAt(end + 1) === "\n") end += 2;
  const joins = joinsOperator(source.charAt(index - 1), source.charAt(end), quoted);
  return joins ? { next: end, wrong: "a line continuation inside an operator" } : { next: end };
}

function joinsOperator(before: string, after: string, quoted: boolean): boolean {
  if (before === "" || after === "" || blank.test(before) || blank.test(after)) return false;
  if (before === "$") return true;
  if (quoted) return false;
  if ("<>&|;(`!".includes(before)) return metacharacter.test(after) || "{['\"-!`".includes(after);
  if (after === "(" || after === "#") return true;
  return /[0-9]/u.test(before) ? /[0-9<>]/u.test(after) : before === "}" && "<>".includes(after);
}
