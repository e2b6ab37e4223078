/** The policy: profiles read and merged, rules compiled, requests decided. Pure, no I/O. */
export type {
  DomainEntry, EffectiveProfile, PathEntry, PermissionMode, ProfileNote, RuleEntry, Unenforced,
} from "./effective-profile.ts";
export { parseProfile, type ProfileDocument } from "./parse-profile.ts";
export { profileJsonSchema } from "./profile-json-schema.ts";
export { defaultProfile, type ProfileLayer, type ResolveOptions } from "./profile-layers.ts";
export { resolveProfile } from "./resolve-profile.ts";
export type { Variables } from "./variables.ts";
