import {
  type Action,
  type Context,
  type EnvChange,
  type ExecQuestion,
  parseAbsolutePath,
  type Request,
} from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import { confirmed, confirmedExecs, type IsConfirmed } from "./confirmed-execs.ts";
import type { Judgement } from "./judge.ts";
import {
  type CompiledPolicy,
  decideExec,
  type ExecMode,
  type ExecVerdict,
  type FileIdentity,
  insideContext,
  isTrustedFile,
  modeBelow,
  policyAtExec,
  readExec,
} from "../policy/index.ts";
import { isBuiltin, isShell, readArgv, readClosedArgv, runsElsewhere, usualWords } from "../shell/index.ts";
import type { Image } from "./exec-images.ts";
import { findProgram, gatherContext } from "./gather-context.ts";
import { createKnownFiles, type KnownFiles } from "./known-files.ts";
import type { Session } from "./session.ts";

/** One question with the image that asks it; without one, it is about the request's own program. */
export interface AskedExec {
  readonly question: ExecQuestion;
  readonly caller: Image | undefined;
  readonly mode: ExecMode;
}

export interface JudgedExec extends ExecVerdict {
  /** False for a file that the agent may have made, so that the next one of that name may be another. */
  readonly trusted: boolean;
  /** What such a file was known for; absent for a trusted one, whose name says what it is. */
  readonly identity: FileIdentity | undefined;
  /** How what it starts is judged where somebody says yes to it. */
  readonly below: ExecMode;
}

/** Judges real execs of one run. */
export interface ExecJudge {
  readonly judge: (asked: AskedExec) => JudgedExec;
  readonly files: KnownFiles;
}

const reader = { read: readArgv, readClosed: readClosedArgv, isShell, isBuiltin, runsElsewhere, usualWords };
const nowhere = { start: 0, end: 0 };

type RunningLaunch = Pick<Launch, "env" | "unchanging">;

/** What judging takes, once a run. */
interface Bench {
  readonly session: Session;
  readonly isConfirmed: IsConfirmed;
  readonly request: Request;
  readonly launch: RunningLaunch;
  readonly policy: ReturnType<typeof policyAtExec>;
  readonly files: KnownFiles;
}

export function createExecJudge(session: Session, judgement: Judgement, launch: RunningLaunch): ExecJudge {
  const policy = askingPolicy(session, judgement);
  const bench: Bench = {
    session,
    isConfirmed: confirmedExecs(judgement, session.loaded.profile.sandbox.root),
    request: judgement.request,
    launch,
    policy: policyAtExec(policy, launch.unchanging.standIns),
    files: createKnownFiles(policy, session.host.searchPath),
  };
  return { judge: (asked) => judgeExec(bench, asked), files: bench.files };
}

/** Where somebody has said yes, what no rule speaks of must be told from what is denied. */
function askingPolicy({ loaded: { policy } }: Session, { consulted }: Judgement): CompiledPolicy {
  const { profile } = policy;
  const isSilent = consulted?.opened === true && profile.mode === "dontAsk";
  return isSilent ? { ...policy, profile: { ...profile, mode: "default" } } : policy;
}

function judgeExec(bench: Bench, { question, caller, mode }: AskedExec): JudgedExec {
  const { session, request, policy, files } = bench;
  const { path, file } = question;
  const context = contextOf(session, question, mode);
  const trusted = file === undefined || isTrustedFile(file.path, policy.rules, context);
  const identity = files.identify(question, trusted ? "trusted" : "untrusted");
  const exec = readExec(question, identity, policy.rules, context);
  const [invoked = context.cwd, real = invoked] = exec.paths;
  const facts = (actions: readonly Action[]): Context => {
    const { root } = session.loaded.profile.sandbox;
    const asked = { ...request, input: {}, cwd: context.cwd };
    const found = gatherContext(asked, actions, { ...session.host, root });
    const programs = new Map([...found.programs, [exec.words[0] ?? path, { path: invoked, real }]]);
    return insideContext(root, { ...found, programs });
  };
  const env = caller?.mode === "strict" ? changedVariables(bench, question) : [];
  // What a shell starts is nobody's part: it was named.
  const family = caller?.mode === "guarded" ? caller.family : undefined;
  const judged = decideExec({ mode, exec, family, env, request, context: facts }, policy, reader);
  const isOpen = judged.decision.effect === "ask" && bench.isConfirmed(question);
  const below = modeBelow(exec, reader);
  const verdict = isOpen ? { ...judged, decision: confirmed, next: below } : judged;
  const next = caller === undefined ? below : verdict.next;
  return { ...verdict, next, trusted, identity: trusted ? undefined : identity, below };
}

function contextOf({ host }: Session, { path, cwd }: ExecQuestion, mode: ExecMode): Context {
  const { home, projectRoot } = host.places;
  const here = parseAbsolutePath(cwd);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const found = mode === "strict" ? findProgram(name, host, here) : undefined;
  const programs = new Map(found === undefined ? [] : [[name, found] as const]);
  return { cwd: here, home, projectRoot, programs, realPaths: new Map() };
}

/** What neither the command was started with nor Sallyport itself: somebody inside has set it. */
function changedVariables({ session, launch }: Bench, { env }: ExecQuestion): readonly EnvChange[] {
  const given = (name: string): readonly string[] =>
    [launch.env.get(name), session.surroundings.env.get(name)].filter((value) => value !== undefined);
  return [...env]
    .map(([name, value]) => [name, name === "PATH" ? addedFolders(value, given(name)) : value] as const)
    .filter(([name, value]) => value !== undefined && !given(name).includes(value))
    .filter(([name]) => !isOrdinaryFunction(name, session))
    .map(([name, value = ""]) => ({ name, value: { kind: "static", value, at: nowhere }, at: nowhere }));
}

/** The folders of a `PATH` that no given one holds, if any. */
function addedFolders(value: string, given: readonly string[]): string | undefined {
  if (given.includes(value)) return undefined;
  const known = new Set(given.flatMap((path) => path.split(":")));
  const added = value.split(":").filter((folder) => !known.has(folder));
  return added.length === 0 ? undefined : added.join(":");
}

/** A function that takes no program's name changes nothing about what a program runs. */
function isOrdinaryFunction(name: string, { host }: Session): boolean {
  const named = /^BASH_FUNC_(?<name>.+)%%$/su.exec(name)?.groups?.["name"];
  return named !== undefined && !isBuiltin(named) && findProgram(named, host, host.places.cwd) === undefined;
}
