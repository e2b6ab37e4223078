import type { WordStart } from "../base/index.ts";
import type { AssignedValue } from "./variable-facts.ts";

/** What is known of how a variable's values start. */
interface Facts {
  dash: boolean;
  /** A dash stands somewhere, or nobody knows. */
  inside: boolean;
  filled: boolean;
  readonly starts: WordStart[];
}

interface DashFacts {
  readonly assign: (name: string, value: AssignedValue) => void;
  readonly mayBeDash: (start: WordStart) => boolean;
}

const integer = /^-?\d+$/u;

/** Which variables a text may have given a value that starts with a dash. What it never assigns is the caller's business. */
export function createDashFacts(): DashFacts {
  const variables = new Map<string, Facts>();
  let dashed: ReadonlySet<string> | undefined;

  return {
    assign: (name, value) => {
      dashed = undefined;
      const facts = variables.get(name) ?? { dash: false, inside: false, filled: true, starts: [] };
      variables.set(name, facts);
      note(facts, value);
    },
    mayBeDash: (start) => {
      dashed ??= findDashed(variables);
      return isDash(start, variables, dashed);
    },
  };
}

function note(facts: Facts, value: AssignedValue): void {
  if (value.kind === "text") {
    facts.dash ||= value.text.startsWith("-") && !integer.test(value.text);
    facts.inside ||= value.text.includes("-");
    facts.filled &&= value.text !== "";
    return;
  }
  facts.filled = false;
  if (value.kind === "digits") {
    if (value.from.length > 0 || value.start !== undefined) {
      facts.starts.push({ names: [...value.from, ...(value.start?.names ?? [])], dash: false });
    }
    return;
  }
  facts.inside = true;
  if (value.start === undefined) facts.dash = true;
  else facts.starts.push(value.start);
}

/** Variables that may start with a dash, and whatever got its start from them. */
function findDashed(variables: ReadonlyMap<string, Facts>): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const found = new Set<string>();
  for (const [name, { dash, starts }] of variables) {
    if (dash) found.add(name);
    for (const start of starts) {
      if (isDash(start, variables, new Set())) found.add(name);
      for (const other of start.names) {
        const source = other.replace(/#$/u, "");
        const known = users.get(source);
        if (known === undefined) users.set(source, [name]);
        else known.push(name);
      }
    }
  }
  for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
  return found;
}

function isDash(
  { names, dash }: WordStart,
  variables: ReadonlyMap<string, Facts>,
  dashed: ReadonlySet<string>,
): boolean {
  if (dash && !names.some((name) => variables.get(name)?.filled === true)) return true;
  return names.some((name) => {
    const whole = name.replace(/#$/u, "");
    return dashed.has(whole) || (whole !== name && variables.get(whole)?.inside === true);
  });
}
