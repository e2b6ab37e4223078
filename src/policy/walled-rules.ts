import type { EffectiveProfile } from "./effective-profile.ts";
import { withRuleHosts } from "./rule-hosts.ts";
import { type RuleFolders, withRulePaths } from "./rule-paths.ts";

/** The profile with what its rules say about paths and hosts as entries too. For the walls only: verdicts name the rule itself. */
export function withWalledRules(profile: EffectiveProfile, folders: RuleFolders): EffectiveProfile {
  return withRuleHosts(withRulePaths(profile, folders));
}
