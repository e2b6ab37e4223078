import type { Issue, ReadRuleCommand } from "../base/index.ts";
import { compileRewordings, rewordingIssue } from "./compile-rewordings.ts";
import type { RuleEntry } from "./effective-profile.ts";
import { heldEver, layersOf } from "./held-layers.ts";
import { mergeAgents } from "./merge-agents.ts";
import { mergeRewrites } from "./merge-rewrites.ts";
import { mergeRules } from "./merge-rules.ts";
import type { ProfileDocument } from "./parse-profile.ts";
import type { Findings } from "./pick-field.ts";
import { compileRuleSet, ruleIssue } from "./rule-set.ts";

/**
 * Every rule of a document that can't be read, whether it holds now or not: those of all roles, windows of time, conditions and agents.
 * What is in force compiles alone, and a mistake elsewhere would show on the day on which it counts.
 */
export function unreadParts(document: ProfileDocument, readRule: ReadRuleCommand): readonly Issue[] {
  const { body, issueAt } = document;
  const rank = { power: "grant", whole: false, stranger: false, fallback: false } as const;
  const layers = layersOf(document, rank, heldEver(body));
  const findings: Findings = { notes: [], origins: new Map() };
  const { within, refusals } = mergeAgents(layers, Object.keys(body.agents ?? {}));
  const rules: readonly RuleEntry[] = [
    // Each by itself: what one of them says takes the place of what others do.
    ...layers.flatMap((layer) => mergeRules([layer], findings)),
    ...refusals,
    ...within.flatMap(({ lists }) => lists.flatMap((list) => list.rules)),
  ];
  const byEffect = Map.groupBy(rules, ({ effect }) => effect);
  const faults = [...byEffect].flatMap(([effect, entries]) => compileRuleSet(entries, effect, readRule).faults);
  const rewritten = compileRewordings(mergeRewrites(layers, findings), readRule);
  return [...faults.map(ruleIssue), ...rewritten.faults.map(rewordingIssue)].map((issue) =>
    issueAt(issue.pointer, issue),
  );
}
