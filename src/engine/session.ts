import {
  type AbsolutePath,
  ConfigError,
  parseAbsolutePath,
  printable,
  type Reason,
  type Request,
} from "../base/index.ts";

import { isAvailable } from "../policy/index.ts";
import { quoteWord, type Told } from "../shell/index.ts";
import { judgeWrittenSecrets } from "./found-secrets.ts";
import { createProgramMemory } from "./gather-context.ts";
import { judge, judgeArgv, type JudgeHost, type Judgement, judgeUnreadText } from "./judge.ts";
import { type LoadedPolicy, loadPolicy, type PolicyChoice, settleChoice } from "./load-policy.ts";
import { findPlaces, type Places, type Surroundings } from "./places.ts";
import { sessionFolder } from "./usage/session-files.ts";
import { keepInFile, longestName } from "./usage/usage-files.ts";
import { keepInMemory, type UsageKeeper } from "./usage/usage.ts";

export { isSessionKept, sessionFile, sessionFolder, sweepSessions } from "./usage/session-files.ts";

/** The real bash, which Sallyport stands in for. Never looked up along `PATH`, where Sallyport itself may be called so. */
export const bash = "/bin/bash";

/** One caller's stay: where it is, and the policy that holds for it. A value; a changed policy is a new session. */
export interface Session {
  readonly id: string;
  readonly surroundings: Surroundings;
  readonly choice: PolicyChoice;
  readonly host: JudgeHost;
  readonly loaded: LoadedPolicy;
  /** The client's own mode, where that is stricter than the profile's or asks nobody. */
  readonly clientMode?: LoadedPolicy["profile"]["mode"];
  /** The terminal's own session, for what whoever sits there allows for as long as that lasts. */
  readonly sitting?: string;
  /** What it has used of what the policy limits. */
  readonly usage: UsageKeeper;
}

/** What a caller may say of its session. */
interface SessionChoice extends PolicyChoice {
  /** Any text that the client calls it by: whoever uses the same one goes on with it. Absent: it ends with this process. */
  readonly session?: string;
  /** A folder of the project. Absent: the working folder is one. */
  readonly project?: string;
}

/** Unique among all records, and in the order of time. Not a secret: loading the means to make one takes longer than a verdict. */
function newId(): string {
  const time = Date.now().toString(36);
  return `${time}-${process.pid.toString(36)}-${chance()}${chance()}`;
}

/** 24 bits: numbers that are no small integers take twenty times as long to be spelled. */
function chance(): string {
  return Math.trunc(Math.random() * 2 ** 24)
    .toString(36)
    .padStart(5, "0");
}

/** Finds the places and loads the policy. Throws a `ConfigError` when a profile or the name can't be used. */
export function openSession(surroundings: Surroundings, choice: SessionChoice): Session {
  const places = findPlaces(surroundings, choice.project);
  const searchPath = surroundings.env.get("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
  const moment = { now: new Date(), env: surroundings.env };
  const settled = settleChoice(choice, places, moment);
  return {
    id: choice.session ?? newId(),
    surroundings,
    choice: settled,
    host: { places, searchPath, memory: createProgramMemory(), bash, clientTemps: clientTemps(surroundings) },
    loaded: loadPolicy(settled, places, moment),
    usage: keepUsage(choice.session, places),
  };
}

function keepUsage(name: string | undefined, places: Places): UsageKeeper {
  if (name === undefined) return keepInMemory();
  if (name === "" || name.length > longestName)
    throw new ConfigError("config/usage", `a session's name has 1 to ${longestName} characters, not ${name.length}`);
  return keepInFile(sessionFolder(places), name);
}

/** Where clients keep temporary files: by their own setting, or by everybody's. */
function clientTemps({ env }: Surroundings): readonly AbsolutePath[] {
  return [env.get("CLAUDE_CODE_TMPDIR"), env.get("TMPDIR"), "/tmp"].flatMap((folder) =>
    folder?.startsWith("/") === true ? [parseAbsolutePath(folder)] : [],
  );
}

/** The same session under another choice of policy. */
export function reopenSession(session: Session, choice: PolicyChoice): Session {
  return {
    ...session,
    choice,
    loaded: loadPolicy(choice, session.host.places, { now: new Date(), env: session.surroundings.env }),
  };
}

/** The session under what its profiles say at this time of day. For one that was opened, not for what was made of it since. */
export function atThisTime(session: Session): Session {
  const loaded = session.loaded.at(new Date());
  return loaded === undefined ? session : { ...session, loaded };
}

/** The session under the policy that a judgement was made by. */
export function sessionUnder(session: Session, { under }: Pick<Judgement, "under">): Session {
  return under === undefined ? session : { ...session, loaded: under };
}

/** The same session in a shell that was told something before. */
export function standAfter(session: Session, told: Told): Session {
  return { ...session, host: { ...session.host, told } };
}

/** The same session in another folder of the host. */
export function standIn(session: Session, cwd: AbsolutePath): Session {
  return { ...session, host: { ...session.host, places: { ...session.host.places, cwd } } };
}

/**
 * The session as it is for an agent that a client names, below those that it is already for. Of one that no profile defines nothing
 * more is known than that it gets no more than whoever started it.
 */
export function agentSession(session: Session, name: string | undefined): Session {
  const { agents = [] } = session.choice;
  if (name === undefined || agents.at(-1) === name || session.loaded.profile.agents?.includes(name) !== true)
    return session;
  return reopenSession(session, { ...session.choice, agents: [...agents, name] });
}

/** Judges one use of a tool; nothing runs. */
export function judgeTool(session: Session, tool: string, input: Readonly<Record<string, unknown>>): Judgement {
  const judgement = judge(newRequest(session, tool, input), session.loaded.policy, session.host);
  return judgeWrittenSecrets(judgement, session.loaded.profile);
}

/** Whether a tool exists at all in this session's profile. */
export function hasTool({ loaded }: Session, tool: string): boolean {
  return isAvailable(tool, loaded.policy);
}

/** Refuses one use of a tool that a door can't make sense of. */
export function judgeRefused(
  session: Session,
  { tool, input, why }: Pick<Request, "tool" | "input"> & { readonly why: string },
): Judgement {
  const judgement = judgeTool(session, tool, input);
  const subject = printable(tool);
  const reason: Reason = { code: "tool/bad-input", effect: "deny", subject, message: `denied: ${subject}: ${why}` };
  return { ...judgement, decision: { effect: "deny", reasons: [reason] } };
}

/** Judges one program given as words; nothing runs. */
export function judgeProgram(session: Session, argv: readonly string[]): Judgement {
  const request = newRequest(session, "Bash", { command: argv.map(quoteWord).join(" ") });
  return judgeArgv(request, argv, session.loaded.policy, session.host);
}

/** Judges a shell whose text could not be read; nothing runs. */
export function judgeUnread(session: Session): Judgement {
  const request = newRequest(session, "Bash", { command: "(not-text)" });
  return judgeUnreadText(request, session.loaded.policy, session.host);
}

export function newRequest(session: Session, tool: string, input: Readonly<Record<string, unknown>>): Request {
  return { id: newId(), session: session.id, tool, input, cwd: session.host.places.cwd };
}
