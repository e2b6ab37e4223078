import type { AbsolutePath, Action, Context, Decision, Request, ScanReport } from "../base/index.ts";
import { isRefused, refusedPlan, stricter } from "./stricter.ts";
import { type CompiledPolicy, decide, rewriteRequest } from "../policy/index.ts";
import { type Edit, type Frame, quoteWord, type Reading, readArgv, spliceText } from "../shell/index.ts";
import { readFrame } from "./client-frame.ts";
import { readCarefully, type Reader } from "./read-carefully.ts";
import { type Respelled, respell } from "./respell.ts";
import { commandText, type Rewordable, reword } from "./reword.ts";
import { underOldNames } from "./under-old-names.ts";
import type { Caller } from "./usage/agents.ts";
import { type ContextHost, gatherContext } from "./gather-context.ts";
import type { LoadedPolicy } from "./load-policy.ts";

/** What the host tells while judging. */
export interface JudgeHost extends ContextHost, Reader {
  /** Folders in which clients keep their temporary files. */
  readonly clientTemps: readonly AbsolutePath[];
}

export interface Judgement {
  readonly request: Request;
  readonly actions: readonly Action[];
  readonly context: Context;
  readonly decision: Decision;
  /** The client's own frame around the judged text, when there is one. */
  readonly frame: Frame | undefined;
  /** Files of the client's that the command is to write on the host. */
  readonly frameFiles: readonly AbsolutePath[];
  /** What to run where that is not the text as it came: what the profile rewrites it to, the frame with the real bash for Sallyport's own path. */
  readonly runText: string | undefined;
  /** Of a program that was given as words: what the profile rewrites them to. */
  readonly runArgv?: readonly string[];
  /** The input as the profile rewrites it, with paths mapped into the sandbox root, when that changed anything. */
  readonly updatedInput: Readonly<Record<string, unknown>> | undefined;
  /** Each command that was rewritten and each path that was mapped, as it stood and as it stands now; spans are those of the judged text. */
  readonly respelled: readonly Respelled[];
  /** Of a program that was given as words: those with their paths mapped. */
  readonly mappedArgv?: readonly string[];
  /** Who makes the request, as far as its client says. */
  readonly caller?: Caller;
  /** The policy that it was made by, where that is not the session's own. */
  readonly under?: LoadedPolicy;
  /** What others than the rules had to say; absent where nobody was asked. */
  readonly consulted?: Consulted;
  /** Of what is left to be confirmed: what its caller can do for somebody to be asked, where a yes would count. */
  readonly wayToAsk?: string;
  /** What other programs say of what a client is going to write by itself. */
  readonly scans?: readonly ScanReport[];
}

/** What became of a request when hooks, a callback or a person were asked about it. */
export interface Consulted {
  /** Who had the last word: `rule`, `mode`, `hook 2 (./guard.sh)`, `callback`, `person (anna)`. */
  readonly by: string;
  /** Somebody said yes to what the rules had left open or wanted to be confirmed. */
  readonly opened: boolean;
  /** The input as it came, when a hook or a callback has put another one in its place. */
  readonly asked: Request["input"] | undefined;
  /** Whoever denied it wants the agent to stop. */
  readonly interrupt: boolean;
  /** What hooks want the model to be told. */
  readonly told: readonly string[];
}

const unchanged = { updatedInput: undefined, respelled: [] };

const nothingRead: Reading = { actions: [], problems: [], unusual: false, extglob: false };

/** Judges one request: parse, gather facts, decide, rewrite, and decide what was rewritten again. */
export function judge(request: Request, policy: CompiledPolicy, host: JudgeHost): Judgement {
  const command = request.tool === "Bash" ? request.input["command"] : undefined;
  if (typeof command !== "string") return judgeReading(request, nothingRead, policy, host);
  const { frame, files, bash } = readFrame(command, policy, host);
  const text = frame?.inner.text ?? command;
  const inner = frame === undefined ? request : { ...request, input: { ...request.input, command: text } };
  const judged = judgeRewritten(inner, { source: { text }, reading: readCarefully(text, host) }, policy, host);
  const { updatedInput, runText } = judged;
  if (frame === undefined) return { ...judged, request, frameFiles: files };
  const edits = [...(bash === undefined ? [] : [bash]), ...(runText === undefined ? [] : [innerEdit(frame, runText)])];
  return {
    ...judged,
    request,
    frame,
    frameFiles: files,
    runText: edits.length === 0 ? undefined : spliceText(command, edits),
    updatedInput: putBack(updatedInput, frame, command),
  };
}

/** The client's text again, with what the rewriting made of the command inside of it. */
function putBack(input: Judgement["updatedInput"], frame: Frame, text: string): Judgement["updatedInput"] {
  const command = input?.["command"];
  if (typeof command !== "string") return input;
  return { ...input, command: spliceText(text, [innerEdit(frame, command)]) };
}

function innerEdit({ inner }: Frame, command: string): Edit {
  return { at: inner.at, value: inner.quoted ? quoteWord(command) : command };
}

/** Judges one program given as words, for `sallyport run -- ARGV…`. */
export function judgeArgv(
  request: Request,
  argv: readonly string[],
  policy: CompiledPolicy,
  host: JudgeHost,
): Judgement {
  return judgeRewritten(request, { source: { argv }, reading: readArgv(argv) }, policy, host);
}

/** Judges a command as it is, and then as the profile's rewordings leave it: the stricter verdict holds. */
function judgeRewritten(request: Request, asked: Rewordable, policy: CompiledPolicy, host: JudgeHost): Judgement {
  const plain = judgeReading(request, withWords(asked), policy, host);
  if (policy.rewordings.length === 0 || isRefused(plain.decision)) return plain;
  const reworded = reword(asked, policy.rewordings, {
    read: (source) => ("text" in source ? readCarefully(source.text, host) : readArgv(source.argv)),
    contextOf: ({ actions }) => contextFor(request, actions, policy, host),
  });
  if (reworded.kind === "same") return plain;
  if (reworded.kind === "refused")
    return { ...plain, decision: refusedPlan(plain.decision, reworded.decision), ...unchanged };
  const { source } = reworded;
  const input = { ...request.input, command: commandText(source) };
  // INVARIANT I3: what was rewritten is decided again before it runs.
  const again = judgeReading({ ...request, input }, withWords(reworded), policy, host);
  const decision = stricter(plain.decision, again.decision, reworded.respelled);
  if (decision.plan !== undefined) return { ...plain, decision, ...unchanged };
  return {
    ...again,
    request,
    decision,
    runText: "text" in source ? source.text : undefined,
    ...("argv" in source && { runArgv: source.argv }),
    updatedInput: again.updatedInput ?? input,
    respelled: [...reworded.respelled, ...again.respelled.map(({ from, to }) => ({ from, to }))],
  };
}

/** What was read, and for a program that was given as words those. */
interface Read extends Reading {
  readonly argv?: readonly string[];
}

const withWords = ({ source, reading }: Rewordable): Read =>
  "argv" in source ? { ...reading, argv: source.argv } : reading;

function judgeReading(request: Request, reading: Read, policy: CompiledPolicy, host: JudgeHost): Judgement {
  const context = contextFor(request, reading.actions, policy, host);
  const decision = decide(request, reading, policy, context);
  const unframed = { frame: undefined, frameFiles: [], runText: undefined };
  const judged = { request, actions: reading.actions, context, ...unframed };
  if (isRefused(decision)) return { ...judged, decision, ...unchanged };
  const rewritten = respell(request, rewriteRequest(request, reading, policy, context), reading.argv);
  if (rewritten === undefined) return { ...judged, decision, ...unchanged };
  const { updatedInput, respelled, argv } = rewritten;
  // INVARIANT I3: what was rewritten is decided again before it runs.
  const after = underOldNames(argv === undefined ? readCommand(updatedInput, host) : readArgv(argv), reading);
  const changed = { ...request, input: updatedInput };
  const again = decide(changed, after, policy, contextFor(changed, after.actions, policy, host));
  const settled = stricter(decision, again, respelled);
  if (settled.plan !== undefined) return { ...judged, decision: settled, ...unchanged };
  return {
    ...judged,
    decision: settled,
    updatedInput,
    respelled,
    ...(argv && { mappedArgv: argv }),
  };
}

function contextFor(
  request: Request,
  actions: readonly Action[],
  { profile }: CompiledPolicy,
  host: JudgeHost,
): Context {
  return gatherContext(request, actions, { ...host, root: profile.sandbox.root });
}

function readCommand({ command }: Request["input"], reader: Reader): Reading {
  return typeof command === "string" ? readCarefully(command, reader) : nothingRead;
}

/** Judges what could not be read: text that is no text. */
export function judgeUnreadText(request: Request, policy: CompiledPolicy, host: JudgeHost): Judgement {
  const at = { start: 0, end: 0 };
  const problems = [{ code: "shell/not-text", at, text: "invalid UTF-8" }] as const;
  return judgeReading(request, { ...nothingRead, problems }, policy, host);
}
