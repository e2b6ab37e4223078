import type { DomainEntry, EffectiveProfile, RuleEntry } from "./effective-profile.ts";
import { normalRule, splitRule } from "./rule-spelling.ts";
import { canonicalTool } from "./tool-names.ts";

/** The host, or the group of hosts, that a rule for fetching names. */
export function hostOfRule({ text }: Pick<RuleEntry, "text">): string | undefined {
  const parts = splitRule(normalRule(text));
  if (parts?.pattern === undefined || canonicalTool(parts.tool) !== "WebFetch") return undefined;
  return hostOfPattern(parts.pattern);
}

/** The host in `domain:example.com`. */
export function hostOfPattern(pattern: string): string | undefined {
  return /^domain:\s*(?<host>\S+)$/u.exec(pattern.trim())?.groups?.["host"];
}

/** The profile with the hosts that its rules allow as entries too, so that there is a way out which can be asked about them. */
export function withRuleHosts(profile: EffectiveProfile): EffectiveProfile {
  const { network, rules } = profile;
  const allowed = rules.flatMap((rule): readonly DomainEntry[] => {
    const host = rule.effect === "allow" ? hostOfRule(rule) : undefined;
    return host === undefined ? [] : [{ text: host, source: rule.source }];
  });
  return { ...profile, network: { ...network, allowed: [...network.allowed, ...allowed] } };
}
