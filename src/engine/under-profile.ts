import { compilePolicy, type EffectiveProfile } from "../policy/index.ts";
import { readRuleCommand } from "../shell/index.ts";
import type { Session } from "./session.ts";

/** Where rules are from that somebody has added to those of the profiles. */
export const approvals = { file: "approvals", pointer: "" };

/** The session under a profile that was made of its own. Nothing when a rule can't be read. */
export function underProfile(session: Session, profile: EffectiveProfile): Session | undefined {
  const policy = compilePolicy(profile, readRuleCommand);
  return policy.ok ? { ...session, loaded: { ...session.loaded, profile, policy: policy.value } } : undefined;
}

/** What somebody has added to one session's profile, added to another's. */
export function underAdded(from: Session, session: Session): Session | undefined {
  const added = from.loaded.profile.rules.filter(({ source }) => source.file === approvals.file);
  const { profile } = session.loaded;
  return added.length === 0 ? session : underProfile(session, { ...profile, rules: [...profile.rules, ...added] });
}
