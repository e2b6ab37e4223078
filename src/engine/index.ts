/** One request through the stages: profiles found and layered, judged, run, recorded. */
export { examineHost, type Finding } from "./examine-host.ts";
export { listProfiles, trustProject, validateProfile } from "./inspect-profiles.ts";
export type { Judgement } from "./judge.ts";
export type { LoadedPolicy, PolicyChoice } from "./load-policy.ts";
export { auditFolder } from "./record-request.ts";
export { planRun, runJudged, type Start } from "./run-command.ts";
export type { Script } from "../confine/index.ts";
export { bash, judgeProgram, judgeTool, judgeUnread, openSession, reopenSession, type Session } from "./session.ts";
export { type WatchedSession, watchPolicy } from "./watch-policy.ts";
export { describeProfile, profileJsonSchema } from "../policy/index.ts";
export { bashVersion } from "../run/index.ts";
export { decodeText } from "../shell/index.ts";
