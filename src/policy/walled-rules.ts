import type { EffectiveProfile, RuleEntry } from "./effective-profile.ts";
import { boundBy } from "./merge-lists.ts";
import { withRuleHosts } from "./rule-hosts.ts";
import { type RuleFolders, withRulePaths } from "./rule-paths.ts";
import { coversRule } from "./rule-spelling.ts";

/** The profile with what its rules say about paths and hosts as entries too. For the walls only: verdicts name the rule itself. */
export function withWalledRules(profile: EffectiveProfile, folders: RuleFolders): EffectiveProfile {
  const refusals = profile.rules.filter(({ effect }) => effect !== "allow");
  const rules = [...grantsWithin(profile), ...refusals];
  return { ...withRuleHosts(withRulePaths({ ...profile, rules }, folders)), rules: profile.rules };
}

/** The allow rules that the agents' lists leave, each of them taken for itself: less than verdicts allow, never more. */
export function grantsWithin({ rules, within }: EffectiveProfile): readonly RuleEntry[] {
  const grants = rules.filter(({ effect }) => effect === "allow");
  return within
    .flatMap(({ lists }) => lists)
    .reduce<readonly RuleEntry[]>(
      (left, list) => boundBy(left, list.rules, (outer, inner) => coversRule(outer.text, inner.text)).kept,
      grants,
    );
}
