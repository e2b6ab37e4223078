import type { RuleRef } from "../base/index.ts";
import type { RuleSet } from "./compiled-policy.ts";
import { matchesStars } from "./star-pattern.ts";

/** The rule that names a whole tool: its bare name, a pattern of names, or the server that an MCP tool belongs to. */
export function findToolRule(set: RuleSet, tool: string): RuleRef | undefined {
  const exact = set.tools.get(tool);
  if (exact !== undefined) return exact;
  for (let at = tool.startsWith("mcp__") ? tool.indexOf("__", 5) : -1; at !== -1; at = tool.indexOf("__", at + 1)) {
    const server = set.tools.get(tool.slice(0, at));
    if (server !== undefined) return server;
  }
  return set.toolPatterns.find(({ pattern }) => matchesStars(pattern, tool))?.ref;
}

/** The first of several tools that a rule names as a whole. */
export function findAnyToolRule(set: RuleSet, tools: Iterable<string>): RuleRef | undefined {
  for (const tool of tools) {
    const ref = findToolRule(set, tool);
    if (ref !== undefined) return ref;
  }
  return undefined;
}
