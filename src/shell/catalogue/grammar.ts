import type { Row } from "./row.ts";

/** What the tags of one option say, see the table in `row.ts`. */
export interface OptionSpec {
  readonly name: string;
  /** Further options that it amounts to (`git branch -D` is `--delete --force`). */
  readonly also: readonly string[];
  readonly takes: "nothing" | "value" | "attached" | "pair";
  readonly tags: ReadonlySet<string>;
  /** True when the option leaves a read-only command read-only. */
  readonly safe: boolean;
}

export interface Grammar {
  readonly options: ReadonlyMap<string, OptionSpec>;
  readonly digits: OptionSpec | undefined;
  readonly roles: readonly string[];
  /** Index of the repeating role, or -1. */
  readonly repeats: number;
  readonly style: ReadonlySet<string>;
  readonly dashOperands: RegExp | undefined;
  /** True when an operand that turns into an option could run, write or change something (semantics 6). */
  readonly dangerous: boolean;
  readonly sub: ReadonlyMap<string, Row>;
}

const unsafeTags: ReadonlySet<string> = new Set(["!", "w", "W", "m", "x", "xs", "sh", "u", "@"]);
const takesBySign: ReadonlyMap<string, OptionSpec["takes"]> = new Map([
  ["=", "value"],
  ["?", "attached"],
  ["==", "pair"],
]);
const noTags: ReadonlySet<string> = new Set();
const grammars = new WeakMap<Row, Grammar>();

/** The row's specs, parsed once. */
export function grammarOf(row: Row): Grammar {
  const known = grammars.get(row);
  if (known !== undefined) return known;
  const grammar = parseGrammar(row);
  grammars.set(row, grammar);
  return grammar;
}

function parseGrammar(row: Row): Grammar {
  const options = parseOptions(row.options ?? "");
  const roles = split(row.operands ?? "");
  const style = new Set(split(row.style ?? ""));
  return {
    options,
    digits: options.get("-#"),
    roles: roles.map((role) => role.replace("*", "")),
    repeats: roles.findIndex((role) => role.endsWith("*")),
    style,
    dashOperands: row.dashOperands === undefined ? undefined : new RegExp(row.dashOperands, "u"),
    dangerous: isDangerous(row, { options, roles, style }),
    sub: indexSubs(row.sub ?? []),
  };
}

function isDangerous(row: Row, { options, roles, style }: Pick<Grammar, "options" | "roles" | "style">): boolean {
  if (style.has("dangerous") || style.has("tame")) return style.has("dangerous");
  if (row.wrapper === "transparent" || typeof row.readOnly === "number") return true;
  return (row.readOnly === true && roles.some((role) => /^[wWm]/u.test(role))) || hasDanger(options);
}

function indexSubs(subs: readonly Row[]): ReadonlyMap<string, Row> {
  const index = new Map<string, Row>();
  for (const sub of subs) for (const name of sub.names.split(" ")) index.set(name, sub);
  return index;
}

function hasDanger(options: ReadonlyMap<string, OptionSpec>): boolean {
  for (const option of options.values()) if (!option.safe && !option.tags.has("t")) return true;
  return false;
}

/** By hand rather than by regular expression: this runs cold, once for each command of a one-shot process. */
function parseOptions(spec: string): ReadonlyMap<string, OptionSpec> {
  const options = new Map<string, OptionSpec>();
  for (const entry of split(spec)) {
    const end = spellingsEnd(entry);
    const colon = entry.indexOf(":", end);
    const option = parseOption(
      entry.slice(0, end).split("|"),
      takesBySign.get(entry.slice(end, colon < 0 ? entry.length : colon)) ?? "nothing",
      colon < 0 ? noTags : new Set(entry.slice(colon + 1).split(",")),
    );
    for (const spelling of option.spellings) options.set(spelling, option.spec);
  }
  return options;
}

/** Where the spellings end; `?` and `:` right after a dash are letters (`-?`). */
function spellingsEnd(entry: string): number {
  for (let at = 1; at < entry.length; at += 1) {
    const char = entry[at];
    if (char === "=" || ((char === "?" || char === ":") && entry[at - 1] !== "-")) return at;
  }
  return entry.length;
}

function parseOption(
  spellings: readonly string[],
  takes: OptionSpec["takes"],
  tags: ReadonlySet<string>,
): { readonly spellings: readonly string[]; readonly spec: OptionSpec } {
  const own = spellings.find((spelling) => spelling.startsWith("--")) ?? spellings.find((s) => s !== "-#") ?? "-#";
  if (tags.size === 0) return { spellings, spec: { name: own, also: [], takes, tags, safe: true } };
  const [name = own, ...also] = [...tags].filter((tag) => tag.startsWith("=")).map((tag) => tag.slice(1));
  return { spellings, spec: { name, also, takes, tags, safe: ![...tags].some((tag) => unsafeTags.has(tag)) } };
}

function split(spec: string): readonly string[] {
  return spec.split(/\s+/u).filter((part) => part !== "");
}

/** The option a long spelling stands for: exact, an unambiguous abbreviation, or the negation of a known one. */
export function findLong(spelling: string, grammar: Grammar): OptionSpec | undefined {
  return grammar.options.get(spelling) ?? findAbbreviated(spelling, grammar) ?? findNegated(spelling, grammar);
}

function findAbbreviated(spelling: string, { options }: Grammar): OptionSpec | undefined {
  let found: OptionSpec | undefined;
  if (spelling.length < 3) return undefined;
  for (const [candidate, option] of options) {
    if (!candidate.startsWith(spelling) || option === found) continue;
    if (found !== undefined) return undefined;
    found = option;
  }
  return found;
}

function findNegated(spelling: string, { options }: Grammar): OptionSpec | undefined {
  if (!spelling.startsWith("--no-")) return undefined;
  if (!options.has(`--${spelling.slice(5)}`)) return undefined;
  return { name: spelling, also: [], takes: "nothing", tags: noTags, safe: true };
}
