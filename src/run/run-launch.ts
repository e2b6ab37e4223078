import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { Socket } from "node:net";
import { constants } from "node:os";
import process from "node:process";
import { type AbsolutePath, EnforcementError, exitStatus, type RunResult } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import { decodeFrame, encodeFrame } from "./frame.ts";
import { launchOrder } from "./launch-order.ts";
import { passSignals } from "./pass-signals.ts";
import { startFailure } from "./start-failure.ts";

export interface RunOptions {
  /** The native helper. */
  readonly warden: AbsolutePath;
  /** Kills the command at once when aborted. */
  readonly signal?: AbortSignal;
}

/** The warden's word on how it went; nothing when it was killed itself, or told to drop everything. */
type Report = ReadonlyMap<string, string> | undefined;

/**
 * Runs a launch to its end with this process's own standard streams, untouched: nothing else may use them meanwhile. No process
 * of it is left when the promise settles. Rejects with an `EnforcementError` when the command could not be started.
 */
export async function runLaunch(launch: Launch, { warden, signal }: RunOptions): Promise<RunResult> {
  const started = performance.now();
  for (const folder of [launch.runtime, ...launch.folders]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = spawn(warden, [], {
    argv0: "sallyport-warden",
    cwd: "/",
    env: {},
    stdio: ["inherit", "inherit", "inherit", "pipe"],
  });
  const control = child.stdio[3];
  if (!(control instanceof Socket)) throw new EnforcementError("enforcement/start-failed", "no socket to the warden");
  const report = await converse(child, control, launch, signal);
  const result = readReport(report, signal?.aborted === true);
  return { ...result, durationMs: performance.now() - started };
}

async function converse(
  child: ChildProcess,
  control: Socket,
  launch: Launch,
  signal: AbortSignal | undefined,
): Promise<Report> {
  using _signals = passSignals((number) => control.write(Buffer.of(number)));
  const abort = (): void => void control.destroy();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const ended = hearOut(child, control);
    control.write(encodeFrame(launchOrder(launch, `${process.pid}-${process.hrtime.bigint()}`)));
    if (signal?.aborted === true) abort();
    return await ended;
  } finally {
    signal?.removeEventListener("abort", abort);
    child.unref();
    control.unref();
  }
}

/** Resolves with what the warden says at the end: by then no process of the command is left. */
function hearOut(child: ChildProcess, control: Socket): Promise<Report> {
  const chunks: Buffer[] = [];
  control.on("error", () => {
    // EPIPE: it ended before it had read everything; its end says the rest
  });
  return new Promise((resolve, reject) => {
    child.on("error", (cause) => {
      const message = "the native helper could not be started; build it with `npm run build`";
      reject(new EnforcementError("enforcement/start-failed", message, {}, { cause }));
    });
    control.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      const report = decodeFrame(Buffer.concat(chunks));
      if (report !== undefined) resolve(report);
    });
    child.on("close", () => resolve(undefined));
  });
}

function readReport(report: Report, aborted: boolean): Omit<RunResult, "durationMs"> {
  const killed = { status: 128 + constants.signals.SIGKILL, signal: "SIGKILL", timedOut: false };
  if (report === undefined && aborted) return killed;
  if (report === undefined) throw new EnforcementError("enforcement/start-failed", "the native helper was killed");
  const end = report.get("end");
  if (end === "failed") throw startFailure(report.get("step") ?? "", report.get("message") ?? "");
  const value = Number(report.get("value"));
  const timedOut = report.has("timed-out");
  if (end === "exited") return { status: timedOut ? exitStatus.timedOut : value, timedOut };
  return { status: timedOut ? exitStatus.timedOut : 128 + value, signal: signalName(value), timedOut };
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found === undefined ? `signal ${number}` : found[0];
}
