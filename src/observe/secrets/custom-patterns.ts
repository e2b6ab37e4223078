import { RE2JS, RE2JSException } from "re2js";
import { ConfigError, printable } from "../../base/index.ts";
import { fixedPartOf } from "./fixed-part.ts";
import type { SecretMatch, SecretRule } from "./match.ts";

/** Compiled so that every text takes time in proportion to its length: patterns may come with a repository. Throws a `ConfigError`. */
function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new ConfigError(
      "config/invalid-profile",
      `the pattern \`${printable(pattern)}\` can't be used to find secrets: ${error.message}`,
      [],
      { cause: error },
    );
  }
}

/** False for those of letters, digits, plain classes and counts: what they find is one word. */
export function reachesOverBlanks(pattern: string): boolean {
  return !/^(?:[A-Za-z0-9_\-+=/~]|\\[bdw]|\[[A-Za-z0-9_\-+=/~]+\]|[*+?|()]|\{\d+,?\d*\}|\(\?:)*$/u.test(pattern);
}

export function createCustomRules(patterns: readonly string[]): SecretRule {
  const narrow = patterns.filter((pattern) => !reachesOverBlanks(pattern)).map(withPart);
  const wide = patterns.filter(reachesOverBlanks).map(withPart);
  return (text) => [
    ...wide.flatMap((pattern) => findAll(pattern, text, 0)),
    ...narrow.flatMap((pattern) =>
      isIn(text, pattern) ? blocksOf(text).flatMap(({ block, start }) => findAll(pattern, block, start)) : [],
    ),
  ];
}

interface Pattern {
  readonly whole: RE2JS;
  /** In every match of it. */
  readonly part: RegExp | undefined;
}

function withPart(pattern: string): Pattern {
  return { whole: compile(pattern), part: fixedPartOf(pattern) };
}

/** To tell whether there is a match at all takes a tenth of the time of finding it, and whether a part of one is there a tenth of that. */
function isIn(text: string, { whole, part }: Pattern): boolean {
  return part?.test(text) !== false && whole.test(text);
}

function findAll(pattern: Pattern, text: string, offset: number): readonly SecretMatch[] {
  if (!isIn(text, pattern)) return [];
  const found: SecretMatch[] = [];
  const matcher = pattern.whole.matcher(text);
  while (matcher.find())
    if (matcher.end() > matcher.start())
      found.push({ kind: "custom-pattern", start: matcher.start() + offset, end: matcher.end() + offset });
  return found;
}

const blockLength = 4096;

/** Of whole lines: no match of one word reaches from one into the next. */
function blocksOf(text: string): readonly { readonly block: string; readonly start: number }[] {
  const blocks = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start + blockLength) + 1 || text.length;
    blocks.push({ block: text.slice(start, end), start });
    start = end;
  }
  return blocks;
}

/** True for what one of the patterns says is no secret. */
export function createExclusions(patterns: readonly string[]): (text: string) => boolean {
  const compiled = patterns.map(compile);
  return (text) => compiled.some((pattern) => pattern.matcher(text).find());
}
