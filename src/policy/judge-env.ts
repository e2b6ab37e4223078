import type { EnvChange } from "../base/index.ts";
import type { EnvRule } from "./env-rule.ts";
import { envRules } from "./env-rules.ts";
import { once } from "./once.ts";
import { matchesStars, parseStars, type StarPattern } from "./star-pattern.ts";

const exact = once(
  (): ReadonlyMap<string, EnvRule> =>
    new Map(
      envRules.toReversed().flatMap((rule) =>
        namesOf(rule)
          .filter((name) => !name.includes("*"))
          .map((name) => [name, rule] as const),
      ),
    ),
);

const patterns = once((): readonly (readonly [StarPattern, EnvRule])[] =>
  envRules.flatMap((rule) =>
    namesOf(rule)
      .filter((name) => name.includes("*"))
      .map((name) => [parseStars(name), rule] as const),
  ),
);

function namesOf(rule: EnvRule): readonly string[] {
  return rule.names.split(" ");
}

/** Whom an assignment is for. */
export interface Reading {
  /** The command that it stands before, if any. */
  readonly command: string | undefined;
  /** Names of all the programs that may get to see it. */
  readonly programs: ReadonlySet<string>;
  /** Names, some with the values, that the profile lets through. */
  readonly allowed: ReadonlyMap<string, ReadonlySet<string> | undefined>;
}

/** What is known of an assignment: `unknown` where no rule speaks of its name. */
export type EnvStanding = "changes" | "harmless" | "unknown";

/** Whether an assignment could change what runs (semantics 25). */
export function standingOfChange({ name, value }: EnvChange, { command, programs, allowed }: Reading): EnvStanding {
  const text = value?.kind === "static" ? value.value : undefined;
  const values = allowed.get(name);
  if (allowed.has(name) && (values === undefined || (text !== undefined && values.has(text)))) return "harmless";
  const rule = exact().get(name) ?? patterns().find(([pattern]) => matchesStars(pattern, name))?.[1];
  if (rule === undefined || rule.onlyFor?.some((program) => programs.has(program)) === false) return "unknown";
  if (rule.free === true) return "harmless";
  if (command !== undefined && rule.exceptFor?.includes(command) === true) return "harmless";
  return rule.except === undefined || text === undefined || !rule.except.test(text) ? "changes" : "harmless";
}

export function changesWhatRuns(change: EnvChange, reading: Reading): boolean {
  return standingOfChange(change, reading) === "changes";
}
