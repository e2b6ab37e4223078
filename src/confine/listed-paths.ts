import {
  type AbsolutePath,
  isBeneath,
  parseAbsolutePath,
  isLiteralGlob,
  literalStart,
  matchesPathGlob,
  parsePathGlob,
} from "../base/index.ts";
import { type EffectiveProfile, isGuard, type PathEntry } from "../policy/index.ts";
import type { GlobQuestion } from "./path-facts.ts";
import { systemFolders } from "./system-table.ts";

/** An entry of a file list that names one path. */
export interface LiteralEntry {
  readonly path: AbsolutePath;
  readonly folder: boolean;
  /** Not written by anybody but always there: it hides what exists, and reserves no names. */
  readonly builtIn: boolean;
  /** Read-only wherever a profile does not open this very path. */
  readonly guard: boolean;
}

export interface ListedPaths {
  readonly literals: readonly LiteralEntry[];
  /** Patterns as the profile has them; keys of `PathFacts.matches`. */
  readonly patterns: readonly AbsolutePath[];
}

/** `/p/src/**` covers what `/p/src` covers, and is one path and no search. */
export function splitEntries(entries: readonly PathEntry[]): ListedPaths {
  const literals: LiteralEntry[] = [];
  const patterns: AbsolutePath[] = [];
  for (const { path, glob, folder, source } of entries) {
    const kind = { builtIn: source.file === "built-in", guard: isGuard({ source }) };
    if (!glob) {
      literals.push({ path, folder, ...kind });
      continue;
    }
    const parsed = parsePathGlob(path, "inside");
    if (isLiteralGlob(parsed)) literals.push({ path: startOf(path), folder: true, ...kind });
    // What a guard's pattern names is found by the survey of the trees, in one go with everything else.
    else if (!kind.guard) patterns.push(path);
  }
  return { literals, patterns };
}

function startOf(pattern: AbsolutePath): AbsolutePath {
  return parseAbsolutePath(`/${literalStart(parsePathGlob(pattern, "inside")).join("/")}`);
}

/** All patterns of the file lists as searches, each in the folders that a sandbox will show: all of one that stands in for `/`. */
export function globQuestions({
  files,
  sandbox,
}: Pick<EffectiveProfile, "files" | "sandbox">): readonly GlobQuestion[] {
  const allowed = splitEntries(files.allowed);
  const readOnly = splitEntries(files.readOnly);
  const denied = splitEntries(files.denied);
  const listed = [...allowed.literals, ...readOnly.literals].map(({ path }) => path);
  const shown = sandbox.root === undefined ? listed : [parseAbsolutePath("/")];
  return [...new Set([...allowed.patterns, ...readOnly.patterns, ...denied.patterns])].map((pattern) => {
    const start = startOf(pattern);
    const glob = parsePathGlob(pattern, "inside");
    const within = allowed.patterns.includes(pattern) || systemFolders.some((folder) => isBeneath(start, folder));
    return {
      pattern,
      within: within ? [start] : searchFolders(start, shown),
      depth: pattern.split("/").includes("**") ? undefined : pattern.split("/").length - 1,
      matches: (parts) => matchesPathGlob(glob, parts),
    };
  });
}

/** Of the folders that are shown, those in which something below `start` can lie; none inside another. */
function searchFolders(start: AbsolutePath, shown: readonly AbsolutePath[]): readonly AbsolutePath[] {
  const narrowed = shown.flatMap((folder) => {
    if (isBeneath(start, folder)) return [start];
    return isBeneath(folder, start) ? [folder] : [];
  });
  return [...new Set(narrowed)].filter(
    (folder) => !narrowed.some((other) => other !== folder && isBeneath(folder, other)),
  );
}
