import { RE2JS, RE2JSException } from "re2js";
import { ConfigError, printable } from "../../base/index.ts";
import type { SecretRule } from "./match.ts";

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
  const compiled = patterns.map(compile);
  return (text) =>
    compiled.flatMap((pattern) => {
      const found = [];
      const matcher = pattern.matcher(text);
      while (matcher.find())
        if (matcher.end() > matcher.start())
          found.push({ kind: "custom-pattern", start: matcher.start(), end: matcher.end() });
      return found;
    });
}

/** True for what one of the patterns says is no secret. */
export function createExclusions(patterns: readonly string[]): (text: string) => boolean {
  const compiled = patterns.map(compile);
  return (text) => compiled.some((pattern) => pattern.matcher(text).find());
}
