import type { AbsolutePath, ExecWatch, RunResult } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import type { OutputFilter } from "./pass-output.ts";
import { runLaunch } from "./run-launch.ts";
import type { Network } from "./take-sockets.ts";

interface Captured {
  readonly result: RunResult;
  readonly stdout: Buffer;
  /** It printed more than was asked for; `stdout` is the first of it. */
  readonly isCut: boolean;
}

interface Capturing {
  readonly warden: AbsolutePath;
  readonly mostBytes: number;
  /** Without it, what the program starts itself is refused where a gate stands. */
  readonly watch?: ExecWatch;
  readonly network?: Network;
  readonly signal?: AbortSignal;
  readonly overlayStore?: AbsolutePath;
}

/** Runs a program of ours in a sandbox, without input; one that prints too much is ended. */
export async function runCaptured(
  launch: Launch,
  { warden, mostBytes, watch = onlyFirst(), network, signal, overlayStore }: Capturing,
): Promise<Captured> {
  const chunks: Buffer[] = [];
  const enough = new AbortController();
  let length = 0;
  const kept = (chunk: Buffer): void => {
    if (length < mostBytes) chunks.push(chunk.subarray(0, mostBytes - length));
    length += chunk.length;
    if (length > mostBytes) enough.abort();
  };
  const result = await runLaunch(launch, {
    warden,
    watch,
    ...(network && { network }),
    signal: signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]),
    ...(overlayStore !== undefined && { overlayStore }),
    output: { stdout: swallow(kept), stderr: swallow(() => undefined), captured: true },
  });
  return { result, stdout: Buffer.concat(chunks), isCut: length > mostBytes };
}

const nothing = Buffer.alloc(0);

function swallow(take: (chunk: Buffer) => void): OutputFilter {
  return {
    push: (chunk) => {
      take(chunk);
      return nothing;
    },
    end: () => nothing,
  };
}

function onlyFirst(): ExecWatch {
  let begun = false;
  return {
    answer: () => {
      if (begun) return { allow: false, line: "" };
      begun = true;
      return { allow: true, image: 1, lasting: false, reach: "once", again: false };
    },
    repeated: () => undefined,
  };
}
