import { type Parsed, type ReadRuleCommand, type RuleRef } from "../base/index.ts";
import { compileRewordings, rewordingIssue } from "./compile-rewordings.ts";
import type { CommandRules, CompiledBound, CompiledPolicy, DomainIndex } from "./compiled-policy.ts";
import { indexDomains } from "./domain-index.ts";
import type { DomainEntry, EffectiveProfile } from "./effective-profile.ts";
import { compileIntercept } from "./intercepts.ts";
import { compileRequests } from "./judge-request.ts";
import { compileFileLists, namePatterns } from "./path-access.ts";
import { compileRuleSet, type RuleFault, ruleIssue } from "./rule-set.ts";
import { grantsWithin } from "./walled-rules.ts";

export type { CompiledPolicy };
export { unreadParts } from "./unread-parts.ts";

/**
 * Makes a profile ready for judging: every rule is read once and filed by what it can match. `readRule` reads the
 * text inside `Bash(…)` with the same catalogue as the agent's commands. Fails with every rule that can't be read.
 */
export function compilePolicy(profile: EffectiveProfile, readRule: ReadRuleCommand): Parsed<CompiledPolicy> {
  const byEffect = Map.groupBy(profile.rules, (rule) => rule.effect);
  const deny = compileRuleSet(byEffect.get("deny") ?? [], "deny", readRule);
  const ask = compileRuleSet(byEffect.get("ask") ?? [], "ask", readRule);
  const allow = compileRuleSet(byEffect.get("allow") ?? [], "allow", readRule);
  const bounds = boundsOf(profile, readRule);
  const rewritten = compileRewordings(profile.rewrites, readRule);
  const faults = [...deny.faults, ...ask.faults, ...allow.faults, ...bounds.faults];
  const issues = [...faults.map(ruleIssue), ...rewritten.faults.map(rewordingIssue)];
  if (issues.length > 0) return { ok: false, issues };
  const walled = profile.within.length === 0 ? allow : compileRuleSet(grantsWithin(profile), "allow", readRule);
  const value: CompiledPolicy = {
    profile,
    deny: deny.set,
    ask: ask.set,
    allow: allow.set,
    allowedHosts: walled.set.domains,
    within: bounds.sets,
    files: compileFileLists(profile),
    unwritable: namePatterns(profile.write.blockedPatterns, "/permissions/tool_permissions/write/blocked_patterns"),
    unsearchable: namePatterns(profile.search.blockedPatterns, "/permissions/tool_permissions/search/blocked_patterns"),
    hosts: { allowed: indexHosts(profile.network.allowed), blocked: indexHosts(profile.network.blocked) },
    requests: compileRequests(profile.network.requests),
    intercept: compileIntercept(profile.network),
    rewordings: rewritten.rewordings,
    refusesBuiltins: [deny.set, ask.set].some(({ commands }) => namesBuiltin(commands)),
    allowedEnv: indexAllowedEnv(profile.bash.allowedEnv),
  };
  return { ok: true, value };
}

/** Each list of the agents' allow rules. */
function boundsOf(
  { within }: EffectiveProfile,
  readRule: ReadRuleCommand,
): { readonly sets: readonly CompiledBound[]; readonly faults: readonly RuleFault[] } {
  const compiled = within.flatMap(({ lists }) =>
    lists.map(({ rules, whole }) => ({ ...compileRuleSet(rules, "allow", readRule), whole })),
  );
  return {
    sets: compiled.map(({ set, whole }) => ({ allow: set, whole })),
    faults: compiled.flatMap(({ faults }) => faults),
  };
}

function indexHosts(entries: readonly DomainEntry[]): DomainIndex<RuleRef> {
  return indexDomains(entries.map((entry) => [entry.text, { text: entry.text, source: entry.source }] as const));
}

function namesBuiltin({ byName }: CommandRules): boolean {
  for (const { all } of byName.values()) if (all.some(({ command }) => command.builtin)) return true;
  return false;
}

function indexAllowedEnv(entries: readonly string[]): CompiledPolicy["allowedEnv"] {
  const allowed = new Map<string, ReadonlySet<string> | undefined>();
  for (const entry of entries) {
    const equals = entry.indexOf("=");
    const name = equals === -1 ? entry : entry.slice(0, equals);
    const known = allowed.get(name);
    if (equals === -1 || (allowed.has(name) && known === undefined)) allowed.set(name, undefined);
    else allowed.set(name, new Set([...(known ?? []), entry.slice(equals + 1)]));
  }
  return allowed;
}
