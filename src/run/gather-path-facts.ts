import type { GlobMatch, PathFact, PathFacts, PathQuestions } from "../confine/index.ts";
import type { AbsolutePath } from "../base/index.ts";
import { expandGlob, type GlobBudget, globLimits } from "./expand-glob.ts";
import { createHostSide } from "./host-side.ts";
import { gatherTrees, noTrees } from "./gather-trees.ts";
import { createPathResolver } from "./resolve-path.ts";

export interface FactHost {
  /** The native helper. */
  readonly warden: string;
  /** What `~` means to git. */
  readonly home: string;
}

/** Looks up on the host what `planLaunch` has to know about paths. Bounded; never throws for what is or is not there. */
export function gatherPathFacts({ root, literals, globs, trees }: PathQuestions, host: FactHost): PathFacts {
  const side = createHostSide(root);
  const resolve = createPathResolver(side);
  const at = new Map<AbsolutePath, PathFact>();
  for (const path of literals) at.set(path, resolve(path));
  const matches = new Map<string, readonly GlobMatch[]>();
  const budget: GlobBudget = { ...globLimits };
  for (const question of globs) {
    const found = expandGlob(question, side, resolve, budget);
    if (found === undefined) {
      const limit = budget.entries < 0 ? globLimits.entries : globLimits.matches;
      return { at, matches, tooMany: { pattern: question.pattern, limit }, trees: noTrees };
    }
    matches.set(question.pattern, found);
  }
  const writable = trees.patterns
    .flatMap((pattern) => matches.get(pattern) ?? [])
    .flatMap(({ path, closed }) => (closed === true ? [] : [path]));
  return { at, matches, tooMany: undefined, trees: gatherTrees(trees, writable, { ...host, root, resolve }) };
}
