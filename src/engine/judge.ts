import type { AbsolutePath, Action, Context, Decision, Request, ScanReport } from "../base/index.ts";
import { type CompiledPolicy, decide, rewriteRequest } from "../policy/index.ts";
import { prettyPrint } from "../run/index.ts";
import {
  type Frame,
  listCommands,
  quoteWord,
  type Reading,
  readArgv,
  readScript,
  sameCommands,
  spliceText,
} from "../shell/index.ts";
import { readFrame } from "./client-frame.ts";
import { type Respelled, respell } from "./respell.ts";
import { underOldNames } from "./under-old-names.ts";
import { type ContextHost, gatherContext } from "./gather-context.ts";

/** What the host tells while judging. */
export interface JudgeHost extends ContextHost {
  /** Path of the bash that reads unusual text a second time. */
  readonly bash: string;
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
  /** What to run where that is not the text as it came: the frame with the real bash for Sallyport's own path. */
  readonly runText: string | undefined;
  /** The input with paths mapped into the sandbox root, when that changed anything. */
  readonly updatedInput: Readonly<Record<string, unknown>> | undefined;
  /** Each path that was mapped, as it stood and as it stands now; spans are those of the judged text. */
  readonly respelled: readonly Respelled[];
  /** Of a program that was given as words: those with their paths mapped. */
  readonly mappedArgv?: readonly string[];
  /** What others than the rules had to say; absent where nobody was asked. */
  readonly consulted?: Consulted;
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

/** Of two answers alike the first one counts: it speaks of the text that the caller knows. */
const strictness = { allow: 0, ask: 1, deny: 2 } as const satisfies Record<Decision["effect"], number>;

const unchanged = { updatedInput: undefined, respelled: [] };

const nothingRead: Reading = { actions: [], problems: [], unusual: false };

/** Judges one request: parse, gather facts, decide, rewrite, and decide what was rewritten again. */
export function judge(request: Request, policy: CompiledPolicy, host: JudgeHost): Judgement {
  const command = request.tool === "Bash" ? request.input["command"] : undefined;
  if (typeof command !== "string") return judgeReading(request, nothingRead, policy, host);
  const { frame, files, runText } = readFrame(command, policy, host);
  const text = frame?.inner.text ?? command;
  const inner = frame === undefined ? request : { ...request, input: { ...request.input, command: text } };
  const judged = judgeReading(inner, readCarefully(text, host.bash), policy, host);
  const updatedInput = frame === undefined ? judged.updatedInput : putBack(judged.updatedInput, frame, command);
  return { ...judged, request, frame, frameFiles: files, runText, updatedInput };
}

/** The client's text again, with what the rewriting made of the command inside of it. */
function putBack(input: Judgement["updatedInput"], { inner }: Frame, text: string): Judgement["updatedInput"] {
  const command = input?.["command"];
  if (typeof command !== "string") return input;
  const value = inner.quoted ? quoteWord(command) : command;
  return { ...input, command: spliceText(text, [{ at: inner.at, value }]) };
}

/** Judges one program given as words, for `sallyport run -- ARGV…`. */
export function judgeArgv(
  request: Request,
  argv: readonly string[],
  policy: CompiledPolicy,
  host: JudgeHost,
): Judgement {
  return judgeReading(request, { ...readArgv(argv), argv }, policy, host);
}

/** What was read, and for a program that was given as words those. */
interface Read extends Reading {
  readonly argv?: readonly string[];
}

function judgeReading(request: Request, reading: Read, policy: CompiledPolicy, host: JudgeHost): Judgement {
  const context = gatherContext(request, reading.actions, { ...host, root: policy.profile.sandbox.root });
  const decision = decide(request, reading, policy, context);
  const unframed = { frame: undefined, frameFiles: [], runText: undefined };
  const judged = { request, actions: reading.actions, context, ...unframed };
  if (decision.effect === "deny") return { ...judged, decision, ...unchanged };
  const rewritten = respell(request, rewriteRequest(request, reading, policy, context), reading.argv);
  if (rewritten === undefined) return { ...judged, decision, ...unchanged };
  const { updatedInput, respelled, argv } = rewritten;
  // INVARIANT I3: what was rewritten is decided again before it runs.
  const after = argv === undefined ? readCommand(updatedInput, host.bash) : readArgv(argv);
  const again = decideRewritten({ ...request, input: updatedInput }, underOldNames(after, reading), policy, host);
  return {
    ...judged,
    decision: strictness[again.effect] > strictness[decision.effect] ? again : decision,
    updatedInput,
    respelled,
    ...(argv && { mappedArgv: argv }),
  };
}

function decideRewritten(request: Request, reading: Reading, policy: CompiledPolicy, host: JudgeHost): Decision {
  const context = gatherContext(request, reading.actions, { ...host, root: policy.profile.sandbox.root });
  return decide(request, reading, policy, context);
}

function readCommand({ command }: Request["input"], bash: string): Reading {
  return typeof command === "string" ? readCarefully(command, bash) : nothingRead;
}

/** Reads the text, and reads it a second time with bash itself where it holds anything unusual. */
function readCarefully(text: string, bash: string): Reading {
  const reading = readScript(text);
  if (!reading.unusual || reading.problems.length > 0) return reading;
  const printed = prettyPrint(text, bash);
  if (printed !== undefined && sameCommands(listCommands(text), listCommands(printed))) return reading;
  const at = { start: 0, end: text.length };
  return { ...reading, problems: [{ code: "shell/misread", at, text: "bash reads it differently" }] };
}

/** Judges what could not be read: text that is no text. */
export function judgeUnreadText(request: Request, policy: CompiledPolicy, host: JudgeHost): Judgement {
  const at = { start: 0, end: 0 };
  const problems = [{ code: "shell/not-text", at, text: "invalid UTF-8" }] as const;
  return judgeReading(request, { ...nothingRead, problems }, policy, host);
}
