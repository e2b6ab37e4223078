/** The policy: profiles read and merged, rules compiled, requests decided. Pure, no I/O. */
export { adviseRule } from "./advise-rule.ts";
export { compilePolicy } from "./compile-policy.ts";
export type { CompiledPolicy } from "./compiled-policy.ts";
export { decide, type ReadText } from "./decide.ts";
export { describeProfile } from "./describe-profile.ts";
export type { EffectiveProfile, PathEntry, RuleEntry } from "./effective-profile.ts";
export { compileFileLists, type FileLists, pathAccess, type PathAccess } from "./path-access.ts";
export { parseProfile, parseShippedProfile, type ProfileDocument } from "./parse-profile.ts";
export { profileJsonSchema } from "./profile-json-schema.ts";
export type { ProfileLayer, ResolveOptions } from "./profile-layers.ts";
export { resolveProfile } from "./resolve-profile.ts";
export { type Rewrite, rewriteRequest, type TextEdit } from "./rewrite.ts";
export { type RuleFolders, withRulePaths } from "./rule-paths.ts";
export { systemFolders } from "./system-folders.ts";
export {
  isLiteral as isLiteralGlob,
  literalStart,
  matchesPathGlob,
  parsePathGlob,
  type PathGlob,
} from "./path-glob.ts";
