import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { anchoredPatterns } from "./compile-rules.ts";
import type { EffectiveProfile, PathEntry, RuleEntry } from "./effective-profile.ts";
import { isGlob } from "./path-spelling.ts";
import { normalRule, splitRule } from "./rule-spelling.ts";
import { canonicalTool, readTools, writeTools } from "./tool-names.ts";

/** Where the patterns of path rules count from. */
export interface RuleFolders {
  readonly home: AbsolutePath;
  readonly projectRoot: AbsolutePath;
}

/**
 * The profile with its `Read(…)` and `Edit(…)` deny rules as path entries too, so that the walls hold them where no reading of a
 * text can see what a command will open. For the walls only: verdicts name the rule itself.
 */
export function withRulePaths(profile: EffectiveProfile, folders: RuleFolders): EffectiveProfile {
  const denials = profile.rules.filter(({ effect }) => effect === "deny");
  const denied = denials.flatMap((rule) => entriesOf(rule, readTools, folders));
  const readOnly = denials.flatMap((rule) => entriesOf(rule, writeTools, folders));
  if (denied.length + readOnly.length === 0) return profile;
  const { files } = profile;
  return {
    ...profile,
    files: { ...files, denied: [...files.denied, ...denied], readOnly: [...files.readOnly, ...readOnly] },
  };
}

function entriesOf(rule: RuleEntry, tools: ReadonlySet<string>, folders: RuleFolders): readonly PathEntry[] {
  const parts = splitRule(normalRule(rule.text));
  if (parts?.pattern === undefined || !tools.has(canonicalTool(parts.tool))) return [];
  return (anchoredPatterns(parts.pattern, "refusal") ?? []).map(({ anchor, pattern }) => {
    const start = anchor === "root" ? "/" : anchor === "home" ? folders.home : folders.projectRoot;
    const glob = isGlob(pattern);
    const base = glob ? start.replace(/[*?[\]\\]/gu, "\\$&") : start;
    return {
      text: rule.text,
      path: parseAbsolutePath(`${base}/${pattern}`),
      glob,
      folder: pattern.endsWith("/") && !glob,
      source: rule.source,
    };
  });
}
