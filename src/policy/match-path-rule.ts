import { type AbsolutePath, type Context, isBeneath, parseAbsolutePath, type RuleRef } from "../base/index.ts";
import type { PathAnchor, PathRuleIndex } from "./compiled-policy.ts";
import { findGlob, pathParts } from "./glob-index.ts";

const rootFolder = parseAbsolutePath("/");

/** The rule that names a normalised path. */
export function findPathRule(index: PathRuleIndex, path: AbsolutePath, context: Context): RuleRef | undefined {
  for (const [anchor, rules] of index) {
    for (const folder of foldersOf(anchor, context)) {
      if (!isBeneath(path, folder)) continue;
      const hit = findGlob(rules, pathParts(folder === "/" ? path : path.slice(folder.length)));
      if (hit !== undefined) return hit.value.ref;
    }
  }
  return undefined;
}

function foldersOf(anchor: PathAnchor, { home, projectRoot }: Context): readonly AbsolutePath[] {
  if (anchor === "project") return [projectRoot];
  return anchor === "home" ? [home] : [rootFolder];
}
