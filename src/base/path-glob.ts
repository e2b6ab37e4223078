type Token =
  | { readonly kind: "char"; readonly value: string }
  | { readonly kind: "one" | "run" }
  | { readonly kind: "set"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** One part of a pattern between slashes: literal text, a pattern, or `**` for any number of parts. */
type GlobPart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "glob"; readonly tokens: readonly Token[] }
  | { readonly kind: "deep" };

/**
 * A gitignore-style pattern below some folder. Our own matcher and not a regular expression, because
 * patterns and paths are both untrusted here and must not cost more than their lengths multiplied.
 */
export type PathGlob = readonly GlobPart[];

const deep: GlobPart = { kind: "deep" };

/** How far a pattern reaches: `inside` covers everything below what it names, `exact` does so for literal names, `only` never. */
type Reach = "inside" | "exact" | "only";

export function parsePathGlob(pattern: string, reach: Reach): PathGlob {
  const parts = pattern
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .map(parsePart);
  const last = parts[parts.length - 1];
  const isOpen = reach === "inside" || last === undefined || last.kind !== "glob" || pattern.endsWith("/");
  if (reach !== "only" && isOpen) parts.push(deep);
  return parts.filter((part, index) => part.kind !== "deep" || parts[index - 1]?.kind !== "deep");
}

/** A path in which nothing is special, and everything below it. */
export function literalGlob(path: string): PathGlob {
  const parts = path.split("/").filter((part) => part !== "");
  return [...parts.map((text): GlobPart => ({ kind: "literal", text })), deep];
}

function parsePart(text: string): GlobPart {
  if (text === "**") return deep;
  if (!/[*?[\\]/u.test(text)) return { kind: "literal", text };
  const tokens = parseTokens(text);
  const chars = tokens.map((token) => (token.kind === "char" ? token.value : undefined));
  return chars.includes(undefined) ? { kind: "glob", tokens } : { kind: "literal", text: chars.join("") };
}

function parseTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const close = char === "[" ? text.indexOf("]", at + (/[!^]/u.test(text[at + 1] ?? "") ? 3 : 2)) : -1;
    if (char === "\\" && at + 1 < text.length) tokens.push({ kind: "char", value: text[(at += 1)] ?? "" });
    else if (char === "*" && tokens[tokens.length - 1]?.kind !== "run") tokens.push({ kind: "run" });
    else if (char === "?") tokens.push({ kind: "one" });
    else if (close !== -1) {
      tokens.push(parseSet(text.slice(at + 1, close)));
      at = close;
    } else if (char !== "*") tokens.push({ kind: "char", value: char });
  }
  return tokens;
}

function parseSet(body: string): Token {
  const negated = /^[!^]/u.test(body);
  const chars = negated ? body.slice(1) : body;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const from = chars[at] ?? "";
    const isRange = chars[at + 1] === "-" && at + 2 < chars.length;
    ranges.push([from, isRange ? (chars[at + 2] ?? "") : from]);
    if (isRange) at += 2;
  }
  return { kind: "set", negated, ranges };
}

/** True when the parts of a path, counted from the pattern's folder, match. */
export function matchesPathGlob(glob: PathGlob, parts: readonly string[]): boolean {
  return matchRun(glob, parts, (part) => part.kind === "deep", matchesPart);
}

/** The literal parts a pattern starts with: what an index can look it up by. */
export function literalStart(glob: PathGlob): readonly string[] {
  const start: string[] = [];
  for (const part of glob) {
    if (part.kind !== "literal") break;
    start.push(part.text);
  }
  return start;
}

/** True when only literal names stand in it. */
export function isLiteralGlob(glob: PathGlob): boolean {
  return glob.every((part, index) => part.kind === "literal" || (part.kind === "deep" && index === glob.length - 1));
}

function matchesPart(part: GlobPart, text: string): boolean {
  if (part.kind === "literal") return part.text === text;
  return part.kind === "glob" && matchRun(part.tokens, text, (token) => token.kind === "run", matchesToken);
}

function matchesToken(token: Token, char: string): boolean {
  if (token.kind === "char") return token.value === char;
  if (token.kind !== "set") return true;
  return token.negated !== token.ranges.some(([from, to]) => from <= char && char <= to);
}

/** Items against a pattern in which some elements stand for any run; only the last such element is ever taken back. */
function matchRun<P, T>(
  pattern: readonly P[],
  items: ArrayLike<T>,
  isRun: (element: P) => boolean,
  matches: (element: P, item: T) => boolean,
): boolean {
  let [p, i, runAt, runFrom] = [0, 0, -1, 0];
  while (i < items.length) {
    const element = pattern[p];
    const item = items[i];
    if (element !== undefined && isRun(element)) [runAt, runFrom, p] = [p, i, p + 1];
    else if (element !== undefined && item !== undefined && matches(element, item)) [p, i] = [p + 1, i + 1];
    else if (runAt === -1) return false;
    else [p, runFrom, i] = [runAt + 1, runFrom + 1, runFrom + 1];
  }
  while (p < pattern.length) {
    const element = pattern[p];
    if (element === undefined || !isRun(element)) return false;
    p += 1;
  }
  return true;
}
