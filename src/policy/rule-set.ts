import { type Effect, type Issue, printable, type ReadRuleCommand, type RuleRef } from "../base/index.ts";
import type { CommandRule, NameRule, PathAnchor, PathRule, PathRuleIndex, RuleSet } from "./compiled-policy.ts";
import { compileGrant, compileNameRule, compilePathRule, compileRefusal } from "./compile-rules.ts";
import { indexCommands } from "./command-index.ts";
import { indexDomains } from "./domain-index.ts";
import type { RuleEntry } from "./effective-profile.ts";
import { indexGlobs } from "./glob-index.ts";
import { hostOfPattern } from "./rule-hosts.ts";
import { normalRule, splitRule } from "./rule-spelling.ts";
import { canonicalTool, readTools, writeTools } from "./tool-names.ts";

/** What could not be understood in one rule. */
export interface RuleFault {
  readonly entry: RuleEntry;
  readonly wanted: string;
}

interface Draft {
  readonly tools: Map<string, RuleRef>;
  readonly toolPatterns: NameRule[];
  readonly commands: CommandRule[];
  readonly reads: PathRule[];
  readonly writes: PathRule[];
  readonly domains: (readonly [string, RuleRef])[];
  readonly names: Map<string, NameRule[]>;
}

/** Files the rules of one effect by what they can match; the first of several equal ones speaks. */
export function compileRuleSet(
  entries: readonly RuleEntry[],
  effect: Effect,
  readRule: ReadRuleCommand,
): { readonly set: RuleSet; readonly faults: readonly RuleFault[] } {
  const draft: Draft = {
    tools: new Map(),
    toolPatterns: [],
    commands: [],
    reads: [],
    writes: [],
    domains: [],
    names: new Map(),
  };
  const faults = entries.flatMap((entry) => {
    const wanted = addRule(draft, entry, effect, readRule);
    return wanted === undefined ? [] : [{ entry, wanted }];
  });
  const set: RuleSet = {
    tools: draft.tools,
    toolPatterns: draft.toolPatterns,
    commands: indexCommands(draft.commands, effect === "allow" ? "grant" : "refusal"),
    reads: indexPathRules(draft.reads),
    writes: indexPathRules(draft.writes),
    domains: indexDomains(draft.domains),
    names: draft.names,
  };
  return { set, faults };
}

function indexPathRules(rules: readonly PathRule[]): PathRuleIndex {
  const anchors = Map.groupBy(rules, (rule): PathAnchor => rule.anchor);
  return new Map(
    [...anchors].map(
      ([anchor, filed]) => [anchor, indexGlobs(filed.map((rule) => [rule.glob, rule] as const))] as const,
    ),
  );
}

/** Adds one rule to the draft; answers with the spelling that was wanted when it can't be understood. */
function addRule(draft: Draft, entry: RuleEntry, effect: Effect, readRule: ReadRuleCommand): string | undefined {
  const parts = splitRule(normalRule(entry.text));
  if (parts === undefined) return "Tool or Tool(pattern)";
  const { text, source, instead } = entry;
  const ref: RuleRef = { text, source, ...(instead !== undefined && { instead }) };
  const tool = canonicalTool(entry.tool ?? parts.tool);
  if (parts.pattern === undefined) return addTool(draft, tool, ref);
  const pattern = parts.pattern.trim();
  if (tool === "Bash")
    return addCommand(draft, (effect === "allow" ? compileGrant : compileRefusal)(pattern, ref, readRule));
  if (tool === "WebFetch") return addDomain(draft, pattern, ref);
  if (tool === "Task" || tool === "Skill") {
    draft.names.set(tool, [...(draft.names.get(tool) ?? []), compileNameRule(pattern, ref)]);
    return undefined;
  }
  const list = readTools.has(tool) ? draft.reads : writeTools.has(tool) ? draft.writes : undefined;
  if (list === undefined) return tool;
  const rules = compilePathRule(pattern, ref, effect === "allow" ? "grant" : "refusal");
  if (rules === undefined) return `${tool}(./src/**), ${tool}(~/notes/*) or ${tool}(//absolute/path)`;
  list.push(...rules);
  return undefined;
}

function addTool(draft: Draft, tool: string, ref: RuleRef): undefined {
  // Every tool of a server is the server itself, which is found without a search.
  const server = /^(?<name>mcp__[^*]+)__\*$/u.exec(tool)?.groups?.["name"];
  if (server !== undefined) return addTool(draft, server, ref);
  if (tool.includes("*")) draft.toolPatterns.push(compileNameRule(tool, ref));
  else if (!draft.tools.has(tool)) draft.tools.set(tool, ref);
  return undefined;
}

function addCommand(draft: Draft, rules: readonly CommandRule[] | undefined): string | undefined {
  if (rules === undefined) return "one simple command, such as Bash(git push:*)";
  draft.commands.push(...rules);
  return undefined;
}

function addDomain(draft: Draft, pattern: string, ref: RuleRef): string | undefined {
  const domain = hostOfPattern(pattern);
  if (domain === undefined) return "WebFetch(domain:example.com)";
  draft.domains.push([domain, ref]);
  return undefined;
}

export function ruleIssue({ entry, wanted }: RuleFault): Issue {
  return {
    code: "SchemaValidationError",
    file: entry.source.file,
    line: 1,
    column: 1,
    pointer: entry.source.pointer,
    message: `the rule \`${printable(entry.text)}\` can't be understood`,
    wanted,
  };
}
