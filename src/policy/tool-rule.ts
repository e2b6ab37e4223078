import type { RuleRef } from "../base/index.ts";
import type { RuleSet } from "./compiled-policy.ts";
import { matchesStars, type StarPattern } from "./star-pattern.ts";

/** The rule that names a whole tool: its bare name, a pattern of names, or the server that an MCP tool belongs to. */
export function findToolRule(set: RuleSet, tool: string): RuleRef | undefined {
  for (const name of namesOf(tool)) {
    const ref = set.tools.get(name);
    if (ref !== undefined) return ref;
  }
  return set.toolPatterns.find(({ pattern }) => matchesTool(pattern, tool))?.ref;
}

/** A pattern of names speaks of a server as a name does: `mcp__*_prod` of all tools of `mcp__shop_prod`. */
export function matchesTool(pattern: StarPattern, tool: string): boolean {
  for (const name of namesOf(tool)) if (matchesStars(pattern, name)) return true;
  return false;
}

/** The tool's, and each that may be its server's: where that ends nobody can tell. */
function* namesOf(tool: string): Generator<string> {
  yield tool;
  for (let at = tool.startsWith("mcp__") ? tool.indexOf("__", 5) : -1; at !== -1; at = tool.indexOf("__", at + 1))
    yield tool.slice(0, at);
}

/** The first of several tools that a rule names as a whole. */
export function findAnyToolRule(set: RuleSet, tools: Iterable<string>): RuleRef | undefined {
  for (const tool of tools) {
    const ref = findToolRule(set, tool);
    if (ref !== undefined) return ref;
  }
  return undefined;
}
