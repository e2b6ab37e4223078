/** One request through the stages: profiles found and layered, judged, run, recorded. */
export {
  admitOutside,
  agentSeconds,
  deciderOf,
  endAgents,
  stopAgent,
  inMode,
  isSearched,
  judgeAhead,
  nobodyToAsk,
  passClient,
  recordUsed,
  refuseClient,
  underClientMode,
  recordCost,
} from "./admit-outside.ts";
export { examineHost, toolFindings } from "./examine-host.ts";
export {
  listProfiles,
  profileToChange,
  trustProject,
  type ValidatedProfile,
  validateProfile,
} from "./inspect-profiles.ts";
export type { Consulted, Judgement } from "./judge.ts";
export type { OpenNetwork, OpenTls } from "./places.ts";
export type { PolicyChoice } from "./load-policy.ts";
export { readGroups } from "./read-groups.ts";
export { isSystemPath, refusedSettings, rulePath, type Settings, underRules, underSettings } from "./under-rules.ts";
export { openNetworkLog } from "./network-log.ts";
export { openListener } from "./open-listener.ts";
export { findPlaces, namePlaces } from "./places.ts";
export { auditFolder, noteWaiting } from "./record-request.ts";
export { type FetchPage, runFetch } from "./run-fetch.ts";
export { previewDiff, previewPlan, redactorFor, runFileTool, runWatchedTool } from "./run-file-tool.ts";
export { planLines } from "./plan-lines.ts";
export { alertLines, refusalLine } from "./refusal-line.ts";
export {
  changeKept,
  type ChangesVerb,
  damagedLines,
  type DescribedChange,
  describeKept,
  discardDamaged,
  findKept,
  type KeptChanges,
  listKept,
  isOwned,
  openOwnedFolder,
  ownSelf,
  sweepOwned,
} from "./kept-changes.ts";
export { type ConfirmProgram, planRun, runJudged, type Script, type Start } from "./run-command.ts";
export {
  agentSession,
  atThisTime,
  bash,
  hasTool,
  isSessionKept,
  judgeRefused,
  judgeProgram,
  judgeTool,
  judgeUnread,
  openSession,
  reopenSession,
  type Session,
  sessionFile,
  sessionFolder,
  standIn,
  sweepSessions,
} from "./session.ts";
export {
  openAgentShells,
  runTypedShell,
  type AgentShells,
  type ShellReport,
  type ShellUsed,
  startOf,
} from "./shells/agent-shells.ts";
export { watchFiles } from "./watch-files.ts";
export { followSession, watchPolicy } from "./watch-policy.ts";
export { describeProfile, hostsLacking, interceptsAny, profileJsonSchema, servedTools } from "../policy/index.ts";
export { bashVersion, type Endpoint, type Listener, type OpenDesk, type TakeConnection } from "../run/index.ts";
export { decodeText, quoteWord, textArgs } from "../shell/index.ts";
