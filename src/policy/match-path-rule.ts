import { type AbsolutePath, type Context, isBeneath, parseAbsolutePath, type RuleRef } from "../base/index.ts";
import type { PathAnchor, PathRuleIndex } from "./compiled-policy.ts";
import { findGlob, pathParts } from "./glob-index.ts";

const root = parseAbsolutePath("/");

export interface PathRuleHit {
  readonly ref: RuleRef;
  /** How many literal names the pattern starts with, counted from the root. */
  readonly depth: number;
}

/** The most specific rule that names a normalised path. */
export function findPathRule(index: PathRuleIndex, path: AbsolutePath, context: Context): PathRuleHit | undefined {
  let deepest = findByHostName(index, path, context.root);
  for (const [anchor, rules] of index) {
    const folder = folderOf(anchor, context);
    if (!isBeneath(path, folder)) continue;
    const start = pathParts(folder).length;
    const hit = findGlob(rules, pathParts(path).slice(start));
    if (hit === undefined || (deepest !== undefined && deepest.depth >= start + hit.depth)) continue;
    deepest = { ref: hit.value.ref, depth: start + hit.depth };
  }
  return deepest;
}

/** A rule may name what lies in the folder that stands in for `/` by its name on the host. */
function findByHostName(
  index: PathRuleIndex,
  path: AbsolutePath,
  folder: AbsolutePath | undefined,
): PathRuleHit | undefined {
  const rules = index.get("root");
  if (folder === undefined || rules === undefined) return undefined;
  const above = pathParts(folder).length;
  const hit = findGlob(rules, pathParts(`${folder}${path}`));
  return hit === undefined || hit.depth < above ? undefined : { ref: hit.value.ref, depth: hit.depth - above };
}

function folderOf(anchor: PathAnchor, { home, projectRoot }: Context): AbsolutePath {
  if (anchor === "project") return projectRoot;
  return anchor === "home" ? home : root;
}
