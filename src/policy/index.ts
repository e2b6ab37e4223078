/** The policy: profiles read and merged, rules compiled, requests decided. Pure, no I/O. */
export { compilePolicy, type CompiledPolicy, unreadParts } from "./compile-policy.ts";
export { decide, isAvailable, landingNames } from "./decide.ts";
export { decideExec, type ExecMode, type ExecVerdict, modeBelow, policyAtExec } from "./decide-exec.ts";
export { describeProfile } from "./describe-profile.ts";
export { credentialsFor, interceptsAny, interceptsHost, noRequestRules, type RequestPolicy } from "./intercepts.ts";
export { judgeWritten, largestWrite, type WrittenPath } from "./judge-written.ts";
export { hasRequestRules, judgeRequest } from "./judge-request.ts";
export { gateEnvNames } from "./exec-env.ts";
export { type FileIdentity, isBox, isTrustedFile, readExec } from "./real-exec.ts";
export type {
  AskedProgram,
  CredentialEntry,
  EffectiveProfile,
  HookEntry,
  PathEntry,
  ProfileNote,
  ProxyConfig,
  UpstreamProxy,
} from "./effective-profile.ts";
export { compileFileLists, pathAccess, type PathAccess, standingOf } from "./path-access.ts";
export { everyGroupHosts, expandGroups, groupHosts, type ManagerSettings, namesGroup } from "./host-groups.ts";
export {
  allowedByList,
  fetchHostPolicyOf,
  type HostPolicy,
  hostPolicyFrom,
  hostPolicyOf,
  type HostRuling,
  hostsLacking,
  isListed,
  isListedElsewhere,
  judgeHost,
  namesHost,
  refusedByList,
} from "./host-policy.ts";
export { type Host, hostText, isSameHost, parseHostName, standardPorts } from "./host-name.ts";
export { type GuardedNames, guardedNames, isGuard, withGuarded } from "./guarded-paths.ts";
export { insideContext, insideFiles, insideName } from "./inside-root.ts";
export { documentOfMode, parseProfile, parseShippedProfile, type ProfileDocument } from "./parse-profile.ts";
export { profileJsonSchema } from "./profile-json-schema.ts";
export { isSystemPath, rulePath } from "./advise-rule.ts";
export { reasonMessage, type Unsure, unsureReason } from "./reason-message.ts";
export {
  isSaid,
  leavesToolsOpen,
  type ProfileLayer,
  type ResolveOptions,
  resolveProfile,
  windowsAt,
} from "./resolve-profile.ts";
export { findStripped, findWrapped, isInText, type Rewrite, rewriteRequest } from "./rewrite.ts";
export {
  canonicalTool,
  isReadableKind,
  matcherOf,
  pathOfInput,
  protectedInHome,
  readTools,
  searchedFolder,
  searchTools,
  subjectMember,
  systemSecrets,
  visibilityOf,
  writeTools,
} from "./visibility.ts";
export { servedTools, withServedTools } from "./served-tools.ts";
export { withWalledRules } from "./walled-rules.ts";
