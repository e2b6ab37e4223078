/** What an awk program does beyond reading its files and printing. */
export interface AwkEffect {
  readonly kind: "run" | "write" | "unread";
  /** `system`, `|`, `>`. */
  readonly by: string;
  /** The command or file where it is one literal string. */
  readonly value: string | undefined;
  readonly text: string;
}

interface Token {
  readonly kind: "string" | "regex" | "name" | "number" | "sign" | "newline";
  readonly text: string;
}

const signs = /\*\*=|\|&|\|\||&&|>>|[<>=!+\-*/%^]=|\+\+|--|\*\*|\S/uy;

/** Longer programs are not read, which bounds the cost of hostile ones. */
const longest = 8_000;

/** Every effect; a program that can't be told into tokens has an `unread` one. */
export function readAwkProgram(program: string): readonly AwkEffect[] {
  const tokens = program.length > longest ? undefined : tokenise(program);
  if (tokens === undefined) return [{ kind: "unread", by: "program", value: undefined, text: program }];
  const effects: AwkEffect[] = [];
  let printDepth = -1;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const { kind, text } = token;
    if (kind === "sign" && /^[([]$/u.test(text)) depth += 1;
    if (kind === "sign" && /^[)\]]$/u.test(text)) depth -= 1;
    if (endsStatement(token, tokens[index - 1])) printDepth = -1;
    if (kind === "name" && (text === "print" || text === "printf")) printDepth = depth;
    if (kind === "sign" && (text === "|" || text === "|&")) effects.push(pipe(tokens, index));
    if (kind === "sign" && (text === ">" || text === ">>") && printDepth === depth) {
      effects.push({ kind: "write", by: ">", ...operand(tokens, index + 1) });
    }
    if (kind === "name" || text === "@") effects.push(...readName(tokens, index, text));
  }
  return effects;
}

/** A newline after a comma or an operator goes on with the statement. */
function endsStatement({ kind, text }: Token, before: Token | undefined): boolean {
  if (kind === "sign") return /^[;{}]$/u.test(text);
  return kind === "newline" && !(before?.kind === "sign" && /^(?:,|&&|\|\||\?|:)$/u.test(before.text));
}

/** `cmd | getline` runs what stands before, `print | cmd` what stands behind. */
function pipe(tokens: readonly Token[], index: number): AwkEffect {
  const reads = tokens[index + 1]?.text === "getline";
  return { kind: "run", by: "|", ...(reads ? operandBefore(tokens, index - 1) : operand(tokens, index + 1)) };
}

function readName(tokens: readonly Token[], index: number, text: string): readonly AwkEffect[] {
  if (text === "system") {
    const opened = tokens[index + 1]?.text === "(";
    const closed = tokens[index + 3]?.text === ")";
    const argument = opened && closed ? operand(tokens, index + 2) : { value: undefined, text: "system" };
    return [{ kind: "run", by: "system", ...argument }];
  }
  // ENVIRON holds the environment, ARGV and `getline < f` choose files, `@` loads or calls by name
  const odd = text === "ENVIRON" || text === "ARGV" || text === "PROCINFO" || text === "SYMTAB" || text === "@";
  if (odd) return [{ kind: "unread", by: text, value: undefined, text }];
  if (text !== "getline") return [];
  const from = tokens.slice(index + 1, index + 8).findIndex((token) => token.text === "<");
  return from < 0 ? [] : [{ kind: "unread", by: "getline", value: undefined, text }];
}

/** The token at `index` when it is a whole literal string expression. */
function operand(
  tokens: readonly Token[],
  index: number,
): { readonly value: string | undefined; readonly text: string } {
  const token = tokens[index];
  const next = tokens[index + 1];
  const ends = next === undefined || next.kind === "newline" || /^[;})|]$/u.test(next.text);
  return { value: token?.kind === "string" && ends ? unescape(token.text) : undefined, text: token?.text ?? "" };
}

function operandBefore(
  tokens: readonly Token[],
  index: number,
): { readonly value: string | undefined; readonly text: string } {
  const token = tokens[index];
  const before = tokens[index - 1];
  const starts = before === undefined || before.kind === "newline" || /^[;{(]$/u.test(before.text);
  return { value: token?.kind === "string" && starts ? unescape(token.text) : undefined, text: token?.text ?? "" };
}

/** The text of a literal; undefined when it holds escapes that are not worth reading. */
function unescape(literal: string): string | undefined {
  const text = literal.slice(1, -1).replace(/\\(["\\/])/gu, "$1");
  return /\\/u.test(literal.replace(/\\["\\/]/gu, "")) ? undefined : text;
}

const patterns = {
  string: /"(?:[^"\\\n]|\\[\s\S])*"/uy,
  regex: /\/(?:[^/\\\n[]|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\\n])*\])+\//uy,
  name: /[A-Za-z_]\w*/uy,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/uy,
  blank: /(?:[ \t\r]|\\\r?\n|#[^\n]*)+/uy,
} as const;

function tokenise(program: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const text = pattern.exec(program)?.[0];
    at += text?.length ?? 0;
    return text;
  };
  const peek = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(program)?.[0];
  };
  while (at < program.length) {
    if (take(patterns.blank) !== undefined) continue;
    const token = nextToken(program[at] ?? "", { take, peek }, tokens.at(-1));
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

interface Source {
  readonly take: (pattern: RegExp) => string | undefined;
  readonly peek: (pattern: RegExp) => string | undefined;
}

function nextToken(char: string, { take, peek }: Source, before: Token | undefined): Token | undefined {
  if (char === "\n") return { kind: "newline", text: take(/\n/uy) ?? "" };
  if (char === "/" && isDoubtful(before, peek(patterns.regex))) return undefined;
  const kind = char === '"' ? "string" : char === "/" && startsRegex(before) ? "regex" : undefined;
  if (kind !== undefined) {
    const text = take(patterns[kind]);
    return text === undefined ? undefined : { kind, text };
  }
  const name = take(patterns.name);
  if (name !== undefined) return { kind: "name", text: name };
  const number = take(patterns.number);
  if (number !== undefined) return { kind: "number", text: number };
  const sign = take(signs);
  return sign === undefined ? undefined : { kind: "sign", text: sign };
}

/** After a word or a bracket only the grammar tells; it matters where the two readings disagree on what is a string. */
function isDoubtful(before: Token | undefined, regex: string | undefined): boolean {
  if (regex === undefined || !/["#]/u.test(regex)) return false;
  return (
    before !== undefined &&
    (before.kind === "name" || before.kind === "number" || /^(?:[)\]$]|\+\+|--)$/u.test(before.text))
  );
}

/** A slash divides after a value and opens a regular expression everywhere else. */
function startsRegex(before: Token | undefined): boolean {
  if (before === undefined || before.kind === "newline") return true;
  if (before.kind === "name")
    return /^(?:print|printf|return|in|case|getline|if|while|else|do|and|or|BEGIN|END)$/u.test(before.text);
  if (before.kind !== "sign") return false;
  return !/^(?:[)\]$]|\+\+|--)$/u.test(before.text);
}
