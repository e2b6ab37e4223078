import type { AbsolutePath } from "../base/index.ts";

/** What stands at a path. Paths here are as the sandbox sees them; with a sandbox root they lie below it on the host. */
export interface PathFact {
  readonly kind: "file" | "folder" | "absent";
  /** The path with every symbolic link resolved; of an absent one, its existing part. */
  readonly real: AbsolutePath;
  /** For an absent path: whether this user could create it. */
  readonly creatable: boolean;
  /** It looks like what another sandbox's warden put here to keep a denied path from being made. */
  readonly standIn: boolean;
}

export interface GlobMatch {
  readonly path: AbsolutePath;
  readonly shape: "file" | "folder";
}

export interface PathFacts {
  readonly at: ReadonlyMap<AbsolutePath, PathFact>;
  /** Existing paths by the pattern that matches them. */
  readonly matches: ReadonlyMap<string, readonly GlobMatch[]>;
  /** Set when a pattern could not be expanded within the limit: then nothing may start. */
  readonly tooMany: { readonly pattern: string; readonly limit: number } | undefined;
}

/** What must be looked up before a launch can be planned. */
export interface PathQuestions {
  readonly root: AbsolutePath | undefined;
  readonly literals: readonly AbsolutePath[];
  readonly globs: readonly GlobQuestion[];
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
