import type { ProfileBody } from "./profile-schema.ts";
import { matchesStars, parseStars } from "./star-pattern.ts";

type Condition = NonNullable<ProfileBody["when"]>[number];

/** Indexes of the conditions that the context fulfils. A name that the context does not have fits no pattern. */
export function heldConditions(
  conditions: readonly Condition[],
  context: ReadonlyMap<string, string>,
): readonly number[] {
  return conditions.flatMap((condition, index) => (holds(condition, context) ? [index] : []));
}

function holds({ context: wanted }: Condition, context: ReadonlyMap<string, string>): boolean {
  return Object.entries(wanted).every(([name, pattern]) => {
    const value = context.get(name);
    return value !== undefined && pattern.split("|").some((one) => matchesStars(parseStars(one), value));
  });
}
