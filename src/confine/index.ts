/** Confinement: what a command may reach, as data that anybody can start and golden files can pin. Pure. */
export type { BwrapFact, CgroupResource, CgroupSpot, HostFacts, SystemFolder } from "./host-facts.ts";
export type { Cgroup, Egress, Filter, Gate, Landlock, Launch, Limits, Mount } from "./launch.ts";
export type { LaunchPlaces, LaunchRequest, Script, ViewRequest } from "./launch-request.ts";
export type {
  GlobMatch,
  GlobQuestion,
  PathFact,
  PathFacts,
  PathQuestions,
  SeenTrees,
  TreeElsewhere,
  TreeFacts,
  TreeQuestion,
} from "./path-facts.ts";
export { mayWrite } from "./may-write.ts";
export { pathQuestions } from "./path-questions.ts";
export { tempVariables } from "./plan-env.ts";
export { planLaunch } from "./plan-launch.ts";
export { procEntries, systemFolders, systemSecrets } from "./system-table.ts";
