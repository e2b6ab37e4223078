import type { GitSetting } from "./git-settings.ts";

const core = [
  "abbrev",
  "autocrlf",
  "bare",
  "bigfilethreshold",
  "checkstat",
  "commentchar",
  "commitgraph",
  "compression",
  "createobject",
  "eol",
  "filemode",
  "fscache",
  "fsync",
  "ignorecase",
  "logallrefupdates",
  "longpaths",
  "loosecompression",
  "multipackindex",
  "precomposeunicode",
  "preloadindex",
  "protecthfs",
  "protectntfs",
  "quotepath",
  "repositoryformatversion",
  "safecrlf",
  "sharedrepository",
  "sparsecheckout",
  "sparsecheckoutcone",
  "splitindex",
  "symlinks",
  "trustctime",
  "untrackedcache",
  "whitespace",
  "worktree",
];

/** Settings with which git starts no program, and reads no further settings. All others may. */
const harmless: ReadonlyMap<string, ReadonlySet<string> | "all"> = new Map<string, ReadonlySet<string> | "all">([
  ["core", new Set(core)],
  [
    "remote",
    new Set(["url", "pushurl", "fetch", "push", "mirror", "tagopt", "prune", "promisor", "partialclonefilter"]),
  ],
  ["submodule", new Set(["url", "active", "path", "branch", "ignore", "shallow", "recurse", "fetchjobs"])],
  ["gc", new Set(["auto", "autodetach", "pruneexpire", "reflogexpire", "autopacklimit"])],
  ["merge", new Set(["ff", "conflictstyle", "renames", "renamelimit", "log", "stat", "verbosity", "autostash"])],
  ["diff", new Set(["algorithm", "context", "renames", "renamelimit", "mnemonicprefix", "noprefix", "colormoved"])],
  ["init", new Set(["defaultbranch"])],
  ["lfs", new Set(["repositoryformatversion"])],
  ...["advice", "author", "branch", "color", "column", "commit", "committer", "extensions", "fetch", "index"].map(
    (section) => [section, "all"] as const,
  ),
  ...["log", "pack", "pull", "push", "rebase", "rerere", "stash", "status", "tag", "user"].map(
    (section) => [section, "all"] as const,
  ),
]);

/** Programs among the settings of harmless sections, by what their names say. */
const program = /hook|command|helper|program|editor|pager/u;

export function isHarmless({ section, key, value }: GitSetting): boolean {
  const known = harmless.get(section);
  if (known === undefined || value?.includes("\0") === true) return false;
  if (section === "submodule" && key === "update") return value?.startsWith("!") === false;
  return known === "all" ? !program.test(key) : known.has(key);
}
