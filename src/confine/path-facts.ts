import type { AbsolutePath } from "../base/index.ts";
import type { GuardedNames } from "../policy/index.ts";

/** What stands at a path. Paths here are as the sandbox sees them; with a sandbox root they lie below it on the host. */
export interface PathFact {
  readonly kind: "file" | "folder" | "absent";
  /** The path with every symbolic link resolved; of an absent one, its existing part. */
  readonly real: AbsolutePath;
  /** For an absent path: whether this user could create it. */
  readonly creatable: boolean;
  /** It looks like what another sandbox's warden put here to keep a denied path from being made. */
  readonly standIn: boolean;
  /** For an absent path: the folder on the way that this user's commands can't go through until they open it, being its owner. */
  readonly closed?: AbsolutePath;
}

export interface GlobMatch {
  /** What matches; or, as that can't be reached, the closed folder around it. */
  readonly path: AbsolutePath;
  readonly shape: "file" | "folder";
  readonly closed?: boolean;
}

export interface PathFacts {
  readonly at: ReadonlyMap<AbsolutePath, PathFact>;
  /** Existing paths by the pattern that matches them. */
  readonly matches: ReadonlyMap<string, readonly GlobMatch[]>;
  /** Set when a pattern could not be expanded within the limit: then nothing may start. */
  readonly tooMany: { readonly pattern: string; readonly limit: number } | undefined;
  readonly trees: TreeFacts;
}

/** What the folders that can be written hold and walls must treat apart. Paths are real ones, as the sandbox sees them. */
export interface TreeFacts {
  /** What decides what runs on the host. */
  readonly guarded: readonly AbsolutePath[];
  /** Such paths that do not exist, or only as what another sandbox's warden put there, and must not be made. */
  readonly reserved: readonly AbsolutePath[];
  /** Files with further names outside of these folders. */
  readonly linked: readonly AbsolutePath[];
  /** Further working trees of repositories in these folders that lie outside of them. */
  readonly elsewhere: readonly TreeElsewhere[];
  /** What is guarded less than it should be. */
  readonly weaker: string | undefined;
  /** For the look at the end of the run; absent where nothing can be written. */
  readonly seen: SeenTrees | undefined;
}

export interface TreeElsewhere {
  /** What the repository keeps of it: its HEAD, its index, its logs. */
  readonly own: AbsolutePath;
  /** By this file git sees that the tree is still there; nothing where it can't be shown under the name that git looks for. */
  readonly file: AbsolutePath | undefined;
}

/** How it was before the command ran. Paths are the host's. */
export interface SeenTrees {
  readonly folders: readonly AbsolutePath[];
  readonly left: readonly AbsolutePath[];
  /** Repositories, by device and inode, whose programs and settings nobody inside can change. */
  readonly repositories: ReadonlySet<string>;
  /** Guarded paths that no mount can hold, by what stood there: nothing, or a link's device and inode. */
  readonly watched: ReadonlyMap<AbsolutePath, string>;
  /** Folders, by device and inode, that could not be looked into. */
  readonly unseen: ReadonlySet<string>;
  readonly names: GuardedNames;
  readonly home: string;
  /** What the user's own settings of git name for any repository: absolute, or seen from the root of each working tree. */
  readonly namedByUser: readonly string[];
  /** What settings name for the working trees that were there. It is guarded, watched, or not in these folders. */
  readonly named: ReadonlySet<AbsolutePath>;
  /** What files said in which git keeps the steps of an unfinished rebase or cherry-pick. */
  readonly steps: ReadonlyMap<AbsolutePath, string>;
  readonly startedMs: number;
  /** The same by the clock that nobody sets. */
  readonly startedTicks: number;
}

/** What must be looked up before a launch can be planned. */
export interface PathQuestions {
  readonly root: AbsolutePath | undefined;
  readonly literals: readonly AbsolutePath[];
  readonly globs: readonly GlobQuestion[];
  readonly trees: TreeQuestion;
}

/** Folders to look through. */
export interface TreeQuestion {
  /** What can be written; a pattern stands for what it matches. */
  readonly folders: readonly AbsolutePath[];
  readonly patterns: readonly string[];
  /** What a sandbox has of its own, or read-only from the system. */
  readonly left: readonly AbsolutePath[];
  /** What a profile names as writable. */
  readonly opened: readonly AbsolutePath[];
  /** What every profile guards by name. */
  readonly guards: readonly AbsolutePath[];
  readonly names: GuardedNames;
  /** The working tree in which even what is not there yet is guarded. */
  readonly workTree: AbsolutePath;
}

/** One pattern to expand. What matches covers all below it: nothing need be looked for there. */
export interface GlobQuestion {
  /** The key of its answer. */
  readonly pattern: string;
  /** Only what lies in these folders is visible inside, and worth looking for. */
  readonly within: readonly AbsolutePath[];
  /** How many names deep a match can lie at most, counted from `/`. */
  readonly depth: number | undefined;
  readonly matches: (parts: readonly string[]) => boolean;
}
