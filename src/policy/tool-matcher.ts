import type { Fault } from "./fault.ts";
import { caseFault } from "./rule-spelling.ts";
import { knownTools } from "./tool-names.ts";

/** Names of tools are short; whatever is longer is shown to every hook. */
const longestName = 1000;

/** The names that a matcher lists; nothing where it is a regular expression. */
function namesIn(matcher: string): readonly string[] | undefined {
  return /^[\w |,-]+$/u.test(matcher) ? matcher.split(/[|,]/u).map((name) => name.trim()) : undefined;
}

/** Whether a matcher means `name`: listed names mean exactly these, that of a server all of its tools; everything else is a regular expression. */
export function matcherOf(matcher: string): (name: string) => boolean {
  if (matcher === "" || matcher === "*") return () => true;
  const names = namesIn(matcher);
  if (names !== undefined)
    return (name) => name.length > longestName || names.some((listed) => listed === name || isServerOf(listed, name));
  const pattern = new RegExp(matcher, "u");
  return (name) => name.length > longestName || pattern.test(name);
}

/** `mcp__tracker`, of `mcp__tracker__search`. */
export function isServerOf(server: string, tool: string): boolean {
  return /^mcp__(?:(?!__).)+$/su.test(server) && tool.startsWith(`${server}__`);
}

/** What would make a matcher fit no tool that there is. */
export function idleMatcherFault(matcher: string): Fault | undefined {
  const rule = /^(\w+)\(.*\)$/su.exec(matcher)?.[1] ?? "";
  const known = knownTools.get(rule.toLowerCase());
  if (known !== undefined) return { message: `a matcher names tools, and \`${known}(…)\` is a rule`, wanted: known };
  return namesIn(matcher)
    ?.map((name) => caseFault(name, name))
    .find((found) => found !== undefined);
}
