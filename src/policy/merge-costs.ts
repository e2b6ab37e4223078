import type { ProfileBody } from "./profile-schema.ts";

type Selection = NonNullable<
  NonNullable<NonNullable<ProfileBody["permissions"]>["agent_permissions"]>["model_selection"]
>;
type Limits = Selection["cost_limits"];

const keys = ["daily_budget_usd", "monthly_budget_usd", "per_request_limit_usd"] as const;

/** Of each budget the smaller one. */
export function leastCosts(ours: Limits, theirs: Limits): Limits {
  if (ours === undefined || theirs === undefined) return ours ?? theirs;
  return Object.fromEntries(
    keys.flatMap((key) => {
      const stated = [ours[key], theirs[key]].filter((usd) => usd !== undefined);
      return stated.length === 0 ? [] : [[key, Math.min(...stated)]];
    }),
  );
}
