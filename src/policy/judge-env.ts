import type { EnvChange } from "../base/index.ts";
import { type EnvRule, envRules } from "./env-rules.ts";
import { matchesStars, parseStars, type StarPattern } from "./star-pattern.ts";

const exact: ReadonlyMap<string, EnvRule> = new Map(
  envRules.toReversed().flatMap((rule) =>
    namesOf(rule)
      .filter((name) => !name.includes("*"))
      .map((name) => [name, rule] as const),
  ),
);

const patterns: readonly (readonly [StarPattern, EnvRule])[] = envRules.flatMap((rule) =>
  namesOf(rule)
    .filter((name) => name.includes("*"))
    .map((name) => [parseStars(name), rule] as const),
);

function namesOf(rule: EnvRule): readonly string[] {
  return rule.names.split(" ");
}

/** True when an assignment could change what runs (semantics 25). `command` is the one it stands before, if any. */
export function changesWhatRuns(
  { name, value }: EnvChange,
  command: string | undefined,
  allowed: ReadonlyMap<string, ReadonlySet<string> | undefined>,
): boolean {
  const text = value?.kind === "static" ? value.value : undefined;
  const values = allowed.get(name);
  if (allowed.has(name) && (values === undefined || (text !== undefined && values.has(text)))) return false;
  const rule = exact.get(name) ?? patterns.find(([pattern]) => matchesStars(pattern, name))?.[1];
  if (rule === undefined || rule.free === true) return false;
  if (command !== undefined && rule.exceptFor?.includes(command) === true) return false;
  return rule.except === undefined || text === undefined || !rule.except.test(text);
}
