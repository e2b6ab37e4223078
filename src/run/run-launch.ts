import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { Socket } from "node:net";
import { constants } from "node:os";
import type { Readable, Writable } from "node:stream";
import process from "node:process";
import {
  type AbsolutePath,
  EnforcementError,
  type ExecAnswer,
  type ExecQuestion,
  type ExecWatch,
  exitStatus,
  limitNames,
  type RunResult,
} from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import { execAnswerFields, parseExecQuestion, patienceFields, valuesOf } from "./exec-frames.ts";
import { createFrameReader, encodeFrame, type Field, type Frame } from "./frame.ts";
import { createStillness } from "./have-stand-still.ts";
import { launchOrder } from "./launch-order.ts";
import { openOutlets } from "./open-outlets.ts";
import type { OutputFilters } from "./pass-output.ts";
import { passSignals } from "./pass-signals.ts";
import { changedLayers } from "./read-layers.ts";
import { helperFailure, startFailure } from "./start-failure.ts";
import { readSurvey, type Survey } from "./survey-trees.ts";
import { type Network, takeSockets } from "./take-sockets.ts";

export interface RunOptions {
  /** The native helper. */
  readonly warden: AbsolutePath;
  /** Decides about every program that starts, where the launch has a gate. Without it none does. */
  readonly watch?: ExecWatch;
  /** Decides about connections to other hosts, where the launch has an egress. Without it nobody answers there. */
  readonly network?: Network;
  /** Holds `upper/N` for each folder that the launch covers, made by the caller. Without it such a launch does not start. */
  readonly overlayStore?: AbsolutePath;
  /** What output passes through, where it does not go to a terminal. Without it the command has our own descriptors. */
  readonly output?: OutputFilters;
  /** Talks to the command by its standard input and output; the terminal is left to it on standard error. */
  readonly talk?: Talk;
  /** This process does not stand in for the command: the signals that it gets are its own. */
  readonly apart?: boolean;
  /** Signals that it ignores from the start. */
  readonly ignored?: readonly NodeJS.Signals[];
  /** Kills the command at once when aborted. */
  readonly signal?: AbortSignal;
  /** Told what stands in the folders that the launch guards when everybody has ended, where the warden can say so in short. */
  readonly takeSurvey?: (survey: Survey) => void;
}

export type Talk = (input: Writable, output: Readable) => void;

/** The warden's word on how it went; nothing when it was killed itself, or told to drop everything. */
type Report = ReadonlyMap<string, string> | undefined;

const nobody: ExecWatch = {
  answer: () => ({ allow: false, line: "sallyport: denied: nobody is there to decide" }),
  repeated: () => undefined,
};

/**
 * Runs a launch to its end with this process's own standard streams: nothing else may use them meanwhile. No process
 * of it is left when the promise settles. Rejects with an `EnforcementError` when the command could not be started.
 */
export async function runLaunch(launch: Launch, options: RunOptions): Promise<RunResult> {
  const { warden, signal, network } = options;
  const started = process.uptime();
  for (const folder of [launch.runtime, ...launch.folders]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opening = openOutlets(options.output, warden);
  // Not awaited without need: until the command has been started its caller's other work would come first.
  const outlets = opening instanceof Promise ? await opening : opening;
  const child = spawn(warden, [], {
    argv0: "sallyport-warden",
    cwd: "/",
    env: {},
    // Only over a channel of its own kind does Node take sockets.
    stdio: [
      options.talk === undefined ? outlets.stdin : "pipe",
      options.talk === undefined ? outlets.stdout : "pipe",
      outlets.stderr,
      "pipe",
      ...(launch.egress === undefined ? [] : (["ipc"] as const)),
    ],
  });
  if (options.talk !== undefined && child.stdin && child.stdout) options.talk(child.stdin, child.stdout);
  const control = child.stdio[3];
  if (!(control instanceof Socket)) throw new EnforcementError("enforcement/start-failed", "no socket to the warden");
  using _sockets = network && launch.egress && takeSockets(child, network, launch.egress);
  const passed = outlets.pass();
  passed.catch(() => undefined); // told below, unless the command's own failure comes first
  const report = await converse({ child, control, options }, launch);
  await passed;
  const result = readReport(launch, report, signal?.aborted === true);
  return { ...result, durationMs: (process.uptime() - started) * 1000 };
}

/** The warden and who answers it. */
interface Talking {
  readonly child: ChildProcess;
  readonly control: Socket;
  readonly options: RunOptions;
}

async function converse(talk: Talking, launch: Launch): Promise<Report> {
  const { child, control, options } = talk;
  const { signal, network, overlayStore, ignored = [] } = options;
  using _signals = options.apart
    ? undefined
    : passSignals((number) => control.write(encodeFrame([["signal", String(number)]])));
  const abort = (): void => void control.destroy();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const ended = hearOut(talk);
    const unique = `${process.pid}-${process.hrtime.bigint()}`;
    const ofThisRun = { unique, credentials: network?.credentials ?? "", overlayStore, ignored };
    const surveyed = options.takeSurvey !== undefined;
    control.write(encodeFrame(launchOrder(launch, { ...ofThisRun, surveyed })));
    if (signal?.aborted === true) abort();
    return await ended;
  } finally {
    signal?.removeEventListener("abort", abort);
    child.unref();
    control.destroy(); // the warden waits for it: an answer that crosses its last word must not look like a broken socket
  }
}

/** Resolves with what the warden says at the end: by then no process of the command is left. */
function hearOut({ child, control, options: { watch = nobody, takeSurvey } }: Talking): Promise<Report> {
  const read = createFrameReader();
  const stillness = createStillness((bytes) => void control.write(bytes));
  watch.begin?.(stillness.haveStandStill);
  control.on("close", stillness.lose);
  control.on("error", () => {
    // EPIPE: it ended before it had read everything; its end says the rest
  });
  return new Promise((resolve, reject) => {
    child.on("error", (cause) => reject(helperFailure(cause)));
    control.on("data", (chunk: Buffer) => {
      for (const frame of read(chunk)) {
        const survey = takeSurvey && readSurvey(frame);
        if (survey !== undefined) takeSurvey?.(survey);
        else if (frame.first.has("end")) resolve(frame.first);
        else if (!stillness.hear(frame)) answer(frame, watch, stillness.sayThen);
      }
    });
    child.on("close", () => resolve(undefined));
  });
}

function answer(frame: Frame, watch: ExecWatch, say: (fields: readonly Field[]) => void): void {
  const question = parseExecQuestion(frame);
  if (question === undefined) return watch.repeated(Number(frame.first.get("repeated") ?? 0), valuesOf(frame, "argv"));
  const send = (made: ExecAnswer): void => say(execAnswerFields(question, made));
  const sendLooked = (made: ExecAnswer): void => {
    const looked = made.allow ? watch.look?.(question) : undefined;
    if (looked === undefined) send(made);
    else void looked.then((refusal) => send(refusal ?? made)).catch(() => send(failed));
  };
  const made = decide(question, watch);
  if (made.allow || made.appeal === undefined) return sendLooked(made);
  say(patienceFields(question, longestAppeal));
  void made.appeal.then(sendLooked).catch(() => send(failed));
}

/** Milliseconds; whoever is asked is not asked for so long. */
const longestAppeal = 24 * 60 * 60 * 1000;

const failed: ExecAnswer = { allow: false, line: "sallyport: denied: the decision failed" };

/** A decider that fails has not allowed anything. */
function decide(question: ExecQuestion, watch: ExecWatch): ExecAnswer {
  try {
    return watch.answer(question);
  } catch {
    return failed;
  }
}

function readReport(launch: Launch, report: Report, aborted: boolean): Omit<RunResult, "durationMs"> {
  const killed = { status: 128 + constants.signals.SIGKILL, signal: "SIGKILL", timedOut: false };
  if (report === undefined && aborted) return killed;
  if (report === undefined) throw new EnforcementError("enforcement/start-failed", "the native helper was killed");
  const end = report.get("end");
  if (end === "failed") throw startFailure(report.get("step") ?? "", report.get("message") ?? "");
  const value = Number(report.get("value"));
  const more = { ...missingLayers(launch, report), ...limitsHit(report) };
  const timedOut = report.has("timed-out");
  if (end === "exited") return { status: timedOut ? exitStatus.timedOut : value, timedOut, ...more };
  return { status: timedOut ? exitStatus.timedOut : 128 + value, signal: signalName(value), timedOut, ...more };
}

function missingLayers(launch: Launch, report: ReadonlyMap<string, string>): Pick<RunResult, "missing"> {
  const missing = changedLayers(launch, report);
  return missing.length === 0 ? {} : { missing };
}

function limitsHit(report: ReadonlyMap<string, string>): Pick<RunResult, "limitsHit"> {
  const hit = limitNames.filter((name) => report.has(`hit-${name}`));
  return hit.length === 0 ? {} : { limitsHit: hit };
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found === undefined ? `signal ${number}` : found[0];
}
