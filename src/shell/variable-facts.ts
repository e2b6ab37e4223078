import type { WordStart } from "../base/index.ts";
import { createDashFacts } from "./dash-facts.ts";

/** What one assignment puts into a variable. */
export type AssignedValue =
  /** Certainly an integer or empty, when the named variables are. */
  | { readonly kind: "digits"; readonly from: readonly string[]; readonly start?: WordStart }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "data"; readonly start?: WordStart };

interface Facts {
  digits: boolean;
  name: boolean;
  bracket: boolean;
  readonly from: Set<string>;
}

/** Shell variables that always hold an integer, unless the text assigns something else to them. */
const integers = new Set(
  "# ? $ ! RANDOM SRANDOM LINENO SECONDS EUID UID PPID BASHPID BASH_SUBSHELL EPOCHSECONDS SHLVL COLUMNS LINES OPTIND HISTCMD".split(
    " ",
  ),
);

/** Those of them that bash evaluates whatever is assigned to them. */
const evaluated = "RANDOM SRANDOM LINENO SECONDS OPTIND HISTCMD BASHPID EPOCHSECONDS BASH_SUBSHELL".split(" ");

const integer = /^[+-]?[0-9]*$/u;
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/** Everything a text assigns, whatever the order: enough to know that a variable only ever holds digits. */
export interface VariableFacts {
  readonly assign: (name: string, value: AssignedValue) => void;
  /** Something with an unknown name was assigned. */
  readonly assignAnything: () => void;
  /** Variables with an integer's attribute that were given something else. */
  readonly evaluatedData: () => readonly string[];
  readonly holds: (name: string, needs: "digits" | "name" | "no-bracket") => boolean;
  /** True when this text may have made a word that starts so into one that starts with a dash. */
  readonly mayBeDash: (start: WordStart) => boolean;
}

export function createVariableFacts(): VariableFacts {
  const variables = new Map<string, Facts>();
  const dashes = createDashFacts();
  let anything = false;
  let settled: ReadonlySet<string> | undefined;

  const factsOf = (name: string): Facts => {
    const known = variables.get(name);
    if (known !== undefined) return known;
    const fresh: Facts = { digits: true, name: true, bracket: false, from: new Set() };
    variables.set(name, fresh);
    return fresh;
  };

  const holds: VariableFacts["holds"] = (name, needs) => {
    if (anything && needs !== "no-bracket") return false;
    if (needs === "no-bracket") return variables.get(name)?.bracket !== true;
    if (needs === "name") return variables.get(name)?.name === true;
    settled ??= unsettled(variables);
    return !settled.has(name) && (variables.has(name) || integers.has(name));
  };

  return {
    holds,
    mayBeDash: (start) => anything || dashes.mayBeDash(start),
    evaluatedData: () => evaluated.filter((name) => variables.has(name) && !holds(name, "digits")),
    assign: (name, value) => {
      settled = undefined;
      dashes.assign(name, value);
      const facts = factsOf(name);
      if (value.kind === "digits") for (const other of value.from) facts.from.add(other);
      facts.digits &&= value.kind === "digits" || (value.kind === "text" && integer.test(value.text));
      facts.name &&= value.kind === "text" && identifier.test(value.text);
      facts.bracket ||= value.kind === "text" && value.text.includes("[");
    },
    assignAnything: () => {
      anything = true;
    },
  };
}

/** Names that may hold more than digits: those assigned data, and whatever was assigned from them. */
function unsettled(variables: ReadonlyMap<string, Facts>): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const bad = new Set<string>();
  const queue: string[] = [];
  const spoil = (name: string): void => {
    if (bad.has(name)) return;
    bad.add(name);
    queue.push(name);
  };
  for (const [name, facts] of variables) {
    if (!facts.digits) spoil(name);
    for (const other of facts.from) {
      if (!variables.has(other) && !integers.has(other)) spoil(name);
      const known = users.get(other);
      if (known === undefined) users.set(other, [name]);
      else known.push(name);
    }
  }
  for (const name of queue) for (const user of users.get(name) ?? []) spoil(user);
  return bad;
}
