import { ConfigError } from "../../base/index.ts";
import { type Session, type Settings, underSettings } from "../../engine/index.ts";
import type { ApprovedRule } from "./approved-rule.ts";
import { localRules, rulesHere, sessionRules } from "./rule-store.ts";

/** The session under what callbacks have set for it beside approvals: rules that deny or ask, a mode, further folders. */
export function underKept(session: Session): Session {
  // A mode for good ranks below one that this call was started with.
  const isStated = session.choice.mode !== undefined;
  const forGood = rulesHere(localRules(session), session).filter(({ kind }) => kind !== "mode" || !isStated);
  const settled = [...forGood, ...rulesHere(sessionRules(session), session)].filter(({ kind }) => kind !== "allow");
  if (settled.length === 0) return session;
  const held = underSettings(session, settingsOf(settled));
  // INVARIANT I4: a rule that denies and can't be read denies more than nothing.
  if (held === undefined)
    throw new ConfigError("config/unreadable", "a kept rule can't be read; see `sallyport approvals rules`");
  return held;
}

/** The later mode counts. */
export function settingsOf(kept: readonly Pick<ApprovedRule, "kind" | "rule">[]): Settings {
  const mode = kept.findLast(({ kind }) => kind === "mode")?.rule;
  return {
    rules: kept.flatMap(({ kind, rule: text }) => (kind === "ask" || kind === "deny" ? [{ text, effect: kind }] : [])),
    directories: kept.flatMap(({ kind, rule }) => (kind === "directory" ? [rule] : [])),
    ...(mode !== undefined && { mode }),
  };
}
