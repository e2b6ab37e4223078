import { matchesPathGlob, parsePathGlob, type PathGlob } from "../base/index.ts";

/** One line of a file that says what git does not look at (gitignore(5)). */
interface IgnoreRule {
  readonly glob: PathGlob;
  readonly negated: boolean;
  readonly folderOnly: boolean;
  /** By the last name alone, wherever it stands. */
  readonly byName: boolean;
}

/** The rules of one file, in their order: the last one that matches decides. */
export type IgnoreRules = readonly IgnoreRule[];

/** More lines are none of a person's; they would cost time for each name. */
const mostRules = 10_000;

export function parseIgnoreRules(text: string): IgnoreRules {
  return text.split(/\r?\n/u, mostRules).flatMap((line) => {
    const kept = line.replace(/(?<!\\)[ \t]+$/u, "");
    if (kept === "" || kept.startsWith("#")) return [];
    const negated = kept.startsWith("!");
    const pattern = negated ? kept.slice(1) : kept;
    const bare = pattern.replace(/\/$/u, "");
    if (bare === "") return [];
    return [
      {
        glob: parsePathGlob(bare, "only"),
        negated,
        folderOnly: pattern.endsWith("/"),
        byName: !bare.includes("/"),
      },
    ];
  });
}

/** What the rules say of a name, counted from the folder of their file: nothing where none speaks of it. */
export function ignores(rules: IgnoreRules, parts: readonly string[], isFolder: boolean): boolean | undefined {
  const last = parts.slice(-1);
  const found = rules.findLast(
    ({ glob, folderOnly, byName }) => (isFolder || !folderOnly) && matchesPathGlob(glob, byName ? last : parts),
  );
  return found && !found.negated;
}
