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
}

/** Runs a program of ours in a sandbox, without input. */
export async function runCaptured(
  launch: Launch,
  { warden, mostBytes, watch = onlyFirst(), network, signal }: Capturing,
): Promise<Captured> {
  const chunks: Buffer[] = [];
  let length = 0;
  const kept = (chunk: Buffer): void => {
    if (length < mostBytes) chunks.push(chunk.subarray(0, mostBytes - length));
    length += chunk.length;
  };
  const result = await runLaunch(launch, {
    warden,
    watch,
    ...(network && { network }),
    ...(signal && { signal }),
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
      return { allow: true, image: 1, lasting: false, reach: "once" };
    },
    repeated: () => undefined,
  };
}
