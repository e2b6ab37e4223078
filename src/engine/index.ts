/** One request through the stages: profiles found and layered, judged, run, recorded. */
export { examineHost } from "./examine-host.ts";
export { listProfiles, trustProject, validateProfile } from "./inspect-profiles.ts";
export type { Judgement } from "./judge.ts";
export type { OpenTls } from "./with-session-tls.ts";
export type { OpenNetwork } from "./network.ts";
export type { PolicyChoice } from "./load-policy.ts";
export { readGroups } from "./read-groups.ts";
export { openNetworkLog } from "./network-log.ts";
export { auditFolder } from "./record-request.ts";
export { type FetchPage, runFetch } from "./run-fetch.ts";
export { refusalLine } from "./refusal-line.ts";
export { planRun, runJudged, type Start } from "./run-command.ts";
export type { Script } from "../confine/index.ts";
export { bash, judgeProgram, judgeTool, judgeUnread, openSession, reopenSession, type Session } from "./session.ts";
export { watchPolicy } from "./watch-policy.ts";
export { describeProfile, profileJsonSchema } from "../policy/index.ts";
export { bashVersion } from "../run/index.ts";
export { decodeText } from "../shell/index.ts";
