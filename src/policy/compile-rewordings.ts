import { type Issue, printable, type ReadRuleCommand, type RuleRef } from "../base/index.ts";
import { indexCommands } from "./command-index.ts";
import { compileRefusal } from "./compile-rules.ts";
import type { CommandRules } from "./compiled-policy.ts";
import type { RewriteEntry } from "./rewrite-entry.ts";
import { normalRule, splitRule } from "./rule-spelling.ts";

/** What is done to the commands that a rule matches, before they run. */
export interface Rewording {
  readonly ref: RuleRef;
  /** The commands; absent: any. */
  readonly rules: CommandRules | undefined;
  /** Options that are left out, as the profile spells them. */
  readonly strip: readonly string[];
  /** Words that are put before the command; none: nothing is. */
  readonly wrap: readonly string[];
}

/** What could not be understood in one of them. */
export interface RewordingFault {
  readonly entry: RewriteEntry;
  readonly key: "match" | "wrap";
  readonly wanted: string;
}

export interface CompiledRewordings {
  readonly rewordings: readonly Rewording[];
  readonly faults: readonly RewordingFault[];
}

export function compileRewordings(entries: readonly RewriteEntry[], readRule: ReadRuleCommand): CompiledRewordings {
  const compiled = entries.map((entry) => compileOne(entry, readRule));
  return {
    rewordings: compiled.flatMap((one) => ("wanted" in one ? [] : [one])),
    faults: compiled.flatMap((one) => ("wanted" in one ? [one] : [])),
  };
}

function compileOne(entry: RewriteEntry, readRule: ReadRuleCommand): Rewording | RewordingFault {
  const { match, wrap, strip, source } = entry;
  const ref: RuleRef = { text: match, source };
  const parts = splitRule(normalRule(match));
  const rules =
    parts?.tool === "Bash" && parts.pattern !== undefined ? compileRefusal(parts.pattern, ref, readRule) : undefined;
  if (parts?.tool !== "Bash" || (rules === undefined && parts.pattern !== undefined))
    return { entry, key: "match", wanted: "Bash, or one simple command such as Bash(git push:*)" };
  const wrapper = wrap === undefined ? { words: [] } : readWrapper(wrap, readRule);
  if ("wanted" in wrapper) return { entry, key: "wrap", wanted: wrapper.wanted };
  return { ref, rules: rules && indexCommands(rules, "refusal"), strip, wrap: wrapper.words };
}

/** The words of a program that starts what comes after them as it is; none of any other command, and of `exec`: shells do that. */
function readWrapper(
  wrap: string,
  readRule: ReadRuleCommand,
): { readonly words: readonly string[] } | { readonly wanted: string } {
  const read = readRule(`${wrap} ${wrapped}`);
  const starts = read?.builtin === false ? read.starts : undefined;
  if (starts !== undefined && "wanted" in starts) return starts;
  if (read === undefined || starts?.words.join(" ") !== wrapped)
    return { wanted: "a wrapper such as timeout 30, nice or nohup" };
  return { words: read.words.slice(0, -1) };
}

const wrapped = "true";

export function rewordingIssue({ entry, key, wanted }: RewordingFault): Issue {
  const { file, pointer } = entry.source;
  const place = { file, line: 1, column: 1, pointer: `${pointer}/${key}` };
  const text = printable(entry[key] ?? "");
  return { code: "SchemaValidationError", ...place, message: `\`${text}\` can't be used to rewrite commands`, wanted };
}
