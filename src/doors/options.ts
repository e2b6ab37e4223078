import { printable } from "../base/index.ts";
import type { PolicyChoice } from "../engine/index.ts";
import { splitRules } from "./split-rules.ts";

/** The options that every door takes, from the command line or from `SALLYPORT_*` variables. */
export interface CommonOptions extends Omit<PolicyChoice, "inline"> {
  /** What the caller calls its session: whoever uses the same name goes on with it. */
  readonly session?: string;
  /** What a client's user has said yes to: a ticket of the hook's. */
  readonly confirmed?: string;
  /** The command's text, handed over by another door of ours: what stands behind `-c` counts for nothing then. */
  readonly handed?: string;
  /** A folder of the project, for callers whose working folder may be elsewhere. */
  readonly project?: string;
  /** Seconds. */
  readonly timeout?: number;
  /** Seconds that what has to be confirmed waits for an answer from another terminal. */
  readonly wait?: number;
  readonly json: boolean;
  readonly quiet: boolean;
}

type TextOption = "profile" | "mode" | "clientMode" | "role" | "root" | "session" | "project" | "confirmed" | "handed";
type ListOption = "agents" | "tools" | "allowedTools" | "askTools" | "disallowedTools" | "allowDomains";

type OptionRow =
  | { readonly flag: string; readonly kind: "text"; readonly key: TextOption }
  | { readonly flag: string; readonly kind: "list"; readonly key: ListOption }
  | { readonly flag: string; readonly kind: "pairs"; readonly key: "context" }
  | { readonly flag: string; readonly kind: "seconds"; readonly key: "timeout" | "wait" }
  | { readonly flag: string; readonly kind: "flag"; readonly key: "json" | "quiet" };

const rows: readonly OptionRow[] = [
  { flag: "--profile", kind: "text", key: "profile" },
  { flag: "--mode", kind: "text", key: "mode" },
  { flag: "--client-mode", kind: "text", key: "clientMode" },
  { flag: "--tools", kind: "list", key: "tools" },
  { flag: "--allowed-tools", kind: "list", key: "allowedTools" },
  { flag: "--ask-tools", kind: "list", key: "askTools" },
  { flag: "--disallowed-tools", kind: "list", key: "disallowedTools" },
  { flag: "--allow-domain", kind: "list", key: "allowDomains" },
  { flag: "--role", kind: "text", key: "role" },
  { flag: "--agent", kind: "list", key: "agents" },
  { flag: "--context", kind: "pairs", key: "context" },
  { flag: "--timeout", kind: "seconds", key: "timeout" },
  { flag: "--wait", kind: "seconds", key: "wait" },
  { flag: "--root", kind: "text", key: "root" },
  { flag: "--session", kind: "text", key: "session" },
  { flag: "--project", kind: "text", key: "project" },
  { flag: "--confirmed", kind: "text", key: "confirmed" },
  { flag: "--handed", kind: "text", key: "handed" },
  { flag: "--json", kind: "flag", key: "json" },
  { flag: "--quiet", kind: "flag", key: "quiet" },
];

/** As clients' own command lines spell them. */
const otherSpellings: readonly (readonly [flag: string, meant: string])[] = [
  ["--permission-mode", "--mode"],
  ["--allowedTools", "--allowed-tools"],
  ["--askTools", "--ask-tools"],
  ["--disallowedTools", "--disallowed-tools"],
];

const byFlag = new Map([
  ...rows.map((row) => [row.flag, row] as const),
  ...otherSpellings.flatMap(([flag, meant]) =>
    rows.filter((row) => row.flag === meant).map((row) => [flag, row] as const),
  ),
]);

/** In front of any word. */
export const commonFlags: readonly string[] = [...byFlag.keys()];

/** What was read, or one line saying which option could not be. */
export type OptionsParsed =
  | {
      readonly ok: true;
      readonly options: CommonOptions;
      /** Values of the command's own options, by flag; a flag without a value has `""`. */
      readonly own: ReadonlyMap<string, readonly string[]>;
      readonly rest: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** A command's own options: does each take a value? */
export type OwnOptions = ReadonlyMap<string, "flag" | "value">;

/**
 * Reads the common options at the head of `argv` and stops at the first word that is none of them, so that
 * everything from `-c` on stays as it was. With `own`, options may stand anywhere before `--`, and an
 * unknown one is an error; one of them beats a common one of that name. Variables give what the command line does not.
 */
export function parseOptions(
  argv: readonly string[],
  env: ReadonlyMap<string, string>,
  own?: OwnOptions,
): OptionsParsed {
  const found = new Map<OptionRow, string[]>();
  const mine = new Map<string, string[]>();
  const rest: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    const equals = word.startsWith("--") ? word.indexOf("=") : -1;
    const flag = equals > 0 ? word.slice(0, equals) : word;
    const row = own?.has(flag) === true ? undefined : byFlag.get(flag);
    const kind = row === undefined ? own?.get(flag) : row.kind === "flag" ? "flag" : "value";
    if (kind === undefined) {
      if (own === undefined || word === "--") {
        rest.push(...argv.slice(own === undefined ? index : index + 1));
        break;
      }
      if (word.startsWith("-") && word !== "-") return { ok: false, message: `\`${printable(word)}\`: unknown option` };
      rest.push(word);
      continue;
    }
    if (kind === "flag" && equals > 0) return { ok: false, message: `${flag} takes no value` };
    const value = kind === "flag" ? "" : equals > 0 ? word.slice(equals + 1) : argv[(index += 1)];
    if (value === undefined) return { ok: false, message: `${flag} needs a value` };
    if (row === undefined) mine.set(flag, [...(mine.get(flag) ?? []), value]);
    else found.set(row, [...(found.get(row) ?? []), row.kind === "flag" ? "1" : value]);
  }
  for (const row of rows) {
    const value = env.get(variableName(row.flag));
    if (value !== undefined && value !== "" && !found.has(row)) found.set(row, [value]);
  }
  return assemble(found, mine, rest);
}

function variableName(flag: string): string {
  return `SALLYPORT_${flag.slice(2).replaceAll("-", "_").toUpperCase()}`;
}

/** The words that say the same again. How this door answers is not among them. */
export function optionWords(options: CommonOptions): readonly string[] {
  return rows.flatMap((row) => {
    if (row.kind === "flag") return [];
    if (row.kind === "pairs")
      return [...(options[row.key] ?? [])].map(([name, value]) => `${row.flag}=${name}=${value}`);
    const value = options[row.key];
    const words = typeof value === "object" ? value.join(" ") : value;
    return words === undefined ? [] : [`${row.flag}=${words}`];
  });
}

/** The same as variables. */
export function optionVariables(options: CommonOptions): Readonly<Record<string, string>> {
  const pairs = optionWords(options).map((word) => {
    const at = word.indexOf("=");
    return [variableName(word.slice(0, at)), word.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

function assemble(
  found: ReadonlyMap<OptionRow, readonly string[]>,
  own: ReadonlyMap<string, readonly string[]>,
  rest: readonly string[],
): OptionsParsed {
  const options: { -readonly [Key in keyof CommonOptions]: CommonOptions[Key] } = { json: false, quiet: false };
  for (const [row, values] of found) {
    const last = values.at(-1) ?? "";
    if (row.kind === "flag") options[row.key] = last !== "0" && last !== "false";
    else if (row.kind === "text") options[row.key] = last;
    else if (row.kind === "list") options[row.key] = values.flatMap(splitRules);
    else if (row.kind === "pairs") {
      const bad = values.find((value) => !/^[^=]+=/u.test(value));
      if (bad !== undefined) return { ok: false, message: `${row.flag} takes NAME=VALUE, not \`${printable(bad)}\`` };
      options[row.key] = new Map(values.map((value) => splitPair(value)));
    } else {
      const seconds = Number(last);
      if (!/^\d+(\.\d+)?$/u.test(last) || seconds <= 0) {
        return { ok: false, message: `${row.flag} takes a positive number of seconds, not \`${last}\`` };
      }
      options[row.key] = Math.min(seconds, mostSeconds);
    }
  }
  return { ok: true, options, own, rest };
}

/** 24 days: timers of the platform hold 31 bits of milliseconds, and what is beyond would be over at once. */
const mostSeconds = 2_147_483;

function splitPair(text: string): [name: string, value: string] {
  const equals = text.indexOf("=");
  return [text.slice(0, equals), text.slice(equals + 1)];
}
