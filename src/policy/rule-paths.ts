import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { isTie } from "./guarded-paths.ts";
import { anchoredPatterns } from "./compile-rules.ts";
import type { EffectiveProfile, PathEntry, RuleEntry } from "./effective-profile.ts";
import { insideFiles } from "./inside-root.ts";
import { isDefault } from "./path-access.ts";
import { coversPath } from "./path-entry.ts";
import { isGlob, literally } from "./path-spelling.ts";
import { normalRule, splitRule } from "./rule-spelling.ts";
import { canonicalTool, readTools, writeTools } from "./tool-names.ts";

/** Where the patterns of path rules count from. */
export interface RuleFolders {
  readonly home: AbsolutePath;
  readonly projectRoot: AbsolutePath;
}

/**
 * The profile with its path rules as path entries too, so that the walls hold a deny rule where no reading of a text can see what
 * a command will open, and show what an allow rule grants outside of the lists.
 */
export function withRulePaths(profile: EffectiveProfile, folders: RuleFolders): EffectiveProfile {
  const entries = (effect: RuleEntry["effect"], tools: ReadonlySet<string>): readonly PathEntry[] =>
    profile.rules.filter((rule) => rule.effect === effect).flatMap((rule) => entriesOf(rule, tools, folders));
  const { files } = profile;
  const granted = entries("allow", writeTools);
  const allowed = [...files.allowed, ...granted];
  // What a rule opens is no list's, so that no list has yet closed what is guarded in there.
  const guarded = guardsWithin(profile, granted);
  // What stands in for a list that is not there gives way to a rule for the same folder.
  const listed = files.readOnly.filter(
    (entry) => !isDefault(entry) || !granted.some((open) => !open.glob && coversPath(open, entry)),
  );
  // What may be written already must not become read-only because a rule says that it may be read.
  const shown = entries("allow", readTools).filter((entry) => !allowed.some((open) => coversPath(open, entry)));
  return {
    ...profile,
    files: {
      ...files,
      allowed,
      readOnly: [...listed, ...guarded, ...shown, ...entries("deny", writeTools)],
      denied: [...files.denied, ...entries("deny", readTools)],
    },
  };
}

/** Guards in what rules open, which may call it by its name inside of a folder that stands in for `/`. */
function guardsWithin(profile: EffectiveProfile, granted: readonly PathEntry[]): readonly PathEntry[] {
  const { files } = profile;
  const inside = insideFiles({ ...profile, files: { ...files, allowed: granted } });
  const opened = [...granted, ...inside.allowed];
  return files.guards.filter((guard, index) => {
    const names = [guard, inside.guards[index]].filter((entry) => entry !== undefined);
    return !isTie(guard) && opened.some((open) => open.glob || names.some((entry) => coversPath(open, entry)));
  });
}

function entriesOf(rule: RuleEntry, tools: ReadonlySet<string>, folders: RuleFolders): readonly PathEntry[] {
  const parts = splitRule(normalRule(rule.text));
  if (parts?.pattern === undefined || !tools.has(canonicalTool(parts.tool))) return [];
  const effect = rule.effect === "allow" ? "grant" : "refusal";
  return (anchoredPatterns(parts.pattern, effect) ?? []).map(({ anchor, pattern }) => {
    const start = anchor === "root" ? "/" : anchor === "home" ? folders.home : folders.projectRoot;
    const { text, source } = rule;
    // What ends in `/**` is the folder itself, which can be shown or hidden as one.
    const whole = pattern.replace(/(?:^|\/)\*\*$/u, "");
    if (!isGlob(whole))
      return { text, path: parseAbsolutePath(`${start}/${whole}`), glob: false, folder: whole !== pattern, source };
    return {
      text,
      path: parseAbsolutePath(`${literally(start)}/${pattern}`),
      glob: true,
      folder: false,
      source,
    };
  });
}
