import type { Session } from "./session.ts";
import { approvals, underProfile } from "./under-profile.ts";

export { isSystemPath, rulePath } from "../policy/index.ts";
export { refusedSettings, type Settings, underSettings } from "./under-settings.ts";

/**
 * The session under further allow rules: beside those of its profile, or in place of all that allow or ask. What is denied stays
 * denied. Nothing when a rule can't be read.
 */
export function underRules(session: Session, texts: readonly string[], how: "beside" | "only"): Session | undefined {
  const { profile } = session.loaded;
  const kept = how === "beside" ? profile.rules : profile.rules.filter(({ effect }) => effect === "deny");
  const rules = [...kept, ...texts.map((text) => ({ text, effect: "allow", source: approvals }) as const)];
  return underProfile(session, { ...profile, rules, mode: "default" });
}
