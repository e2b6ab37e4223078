import { type ReadRuleCommand, type RuleCommand, type RuleRef, parsePathGlob } from "../base/index.ts";
import { type CommandRule, type NameRule, type PathAnchor, type PathRule, wordBreak } from "./compiled-policy.ts";
import { parseStars } from "./star-pattern.ts";

/** Reads what stands inside `Bash(…)` of an allow rule; nothing when it is not one simple command. */
export function compileGrant(
  pattern: string,
  ref: RuleRef,
  readRule: ReadRuleCommand,
): readonly CommandRule[] | undefined {
  const rule = compileCommandRule(pattern, ref, readRule);
  return rule === undefined ? undefined : [rule];
}

function compileCommandRule(pattern: string, ref: RuleRef, readRule: ReadRuleCommand): CommandRule | undefined {
  const prefix = /^(?<words>.*?)\s*:\*$/su.exec(pattern.trim())?.groups?.["words"];
  const starred = prefix === undefined ? /^(?<words>.*\S)\s+\*$/su.exec(pattern.trim())?.groups?.["words"] : undefined;
  const read = readRule(prefix ?? starred ?? pattern.trim());
  if (read === undefined || read.words.length === 0) return undefined;
  const open = prefix !== undefined || starred !== undefined;
  return { ref, command: read, open, stars: starsOf(read, open) };
}

/**
 * A refusal with stars around its words, `*rm -rf*`, speaks of `rm -rf` too: that is read once more as the command it is, so that
 * other spellings of the options match.
 */
export function compileRefusal(
  pattern: string,
  ref: RuleRef,
  readRule: ReadRuleCommand,
): readonly CommandRule[] | undefined {
  const written = compileCommandRule(pattern, ref, readRule);
  if (written === undefined) return undefined;
  const plain = pattern
    .trim()
    .replace(/^\*+(?=[^\s*:])/u, "")
    .replace(/(?<=[^\s*:])\*+$/u, ":*");
  const narrower = plain === pattern.trim() ? undefined : compileCommandRule(plain, ref, readRule);
  return narrower === undefined ? [written] : [written, narrower];
}

function starsOf(command: RuleCommand, open: boolean): CommandRule["stars"] {
  if (!command.words.some((word) => word.includes("*"))) return undefined;
  const joined = command.words.join(wordBreak) + wordBreak;
  return parseStars(open ? `${joined}*` : joined);
}

interface AnchorRow {
  readonly start: RegExp;
  readonly grant: readonly PathAnchor[];
  readonly refusal: readonly PathAnchor[];
}

/** Where a pattern counts from. `/x` counts from the project, but whoever denies `/etc` means the folder of that name. */
const anchorRows: readonly AnchorRow[] = [
  { start: /^\/\//u, grant: ["root"], refusal: ["root"] },
  { start: /^~(?:\/|$)/u, grant: ["home"], refusal: ["home"] },
  { start: /^\.(?:\/|$)/u, grant: ["project"], refusal: ["project"] },
  { start: /^\//u, grant: ["project"], refusal: ["project", "root"] },
  { start: /^(?=.*\/[^/])/su, grant: ["project"], refusal: ["project"] },
  { start: /^/u, grant: ["project"], refusal: ["anywhere"] },
];

const mostAlternatives = 64;

/** One pattern of a path rule and where it counts from. */
interface AnchoredPattern {
  readonly anchor: PathAnchor;
  readonly pattern: string;
}

/** What a path rule's text stands for. Nothing when it can't be understood. */
export function anchoredPatterns(text: string, effect: "grant" | "refusal"): readonly AnchoredPattern[] | undefined {
  if (text === "" || text.startsWith("!") || text.includes("\0") || text.split("/").includes("..")) return undefined;
  return expandBraces(text)?.flatMap((written) => {
    const row = anchorRows.find(({ start }) => start.test(written));
    const rest = row === undefined ? written : written.replace(row.start, "");
    const loose = row === anchorRows[anchorRows.length - 1];
    return (row?.[effect] ?? []).map((anchor) => ({ anchor, pattern: loose ? `**/${rest}` : rest }));
  });
}

/**
 * Reads a gitignore-style pattern of a rule. A grant's `*` names what stands in that one folder; a refusal
 * reaches everything below as well.
 */
export function compilePathRule(
  text: string,
  ref: RuleRef,
  effect: "grant" | "refusal",
): readonly PathRule[] | undefined {
  const reach = effect === "grant" ? "exact" : "inside";
  return anchoredPatterns(text, effect)?.map(({ anchor, pattern }) => ({
    ref,
    anchor,
    glob: parsePathGlob(pattern, reach),
  }));
}

/** `*.{ts,tsx}` written out; nothing when there would be too many. */
function expandBraces(text: string): readonly string[] | undefined {
  let done: readonly string[] = [text];
  for (;;) {
    const next = done.flatMap((pattern) => {
      const match = /^(?<before>.*?)\{(?<inside>[^{}]*,[^{}]*)\}(?<after>.*)$/su.exec(pattern)?.groups;
      if (match === undefined) return [pattern];
      return (match["inside"] ?? "").split(",").map((part) => `${match["before"] ?? ""}${part}${match["after"] ?? ""}`);
    });
    if (next.length > mostAlternatives) return undefined;
    if (next.length === done.length) return done;
    done = next;
  }
}

/** Reads a plain name with stars; `name:*` is the same as `name*`. */
export function compileNameRule(text: string, ref: RuleRef): NameRule {
  return { ref, pattern: parseStars(text.replace(/:\*$/u, "*")) };
}
