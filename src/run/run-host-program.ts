import { type ChildProcess, spawn } from "node:child_process";

/** A program of the user's own, started outside of every sandbox. */
export interface HostProgram {
  /** The helper, which sees to it that nothing is left of it. */
  readonly warden: string;
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: ReadonlyMap<string, string>;
  /** What it reads on its standard input. */
  readonly input: string;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

export interface HostProgramEnd {
  /** Nothing when a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote to descriptor 3. */
  readonly answer: string;
}

const mostBytes = 4 * 1024 * 1024;

/**
 * Runs it to its end. Whatever it has started goes with it, also from a session of its own: when it has ended nothing of it is left, and when
 * `signal` is aborted it ends at once.
 * Throws when it can't be started, is stopped, or writes more than 4 MiB.
 */
export async function runHostProgram(program: HostProgram): Promise<HostProgramEnd> {
  const child = spawn(program.warden, ["--tend", ...program.argv], {
    cwd: program.cwd,
    env: Object.fromEntries(program.env),
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  const stop = (): void => void child.kill("SIGTERM");
  program.signal.addEventListener("abort", stop, { once: true });
  process.once("exit", stop);
  try {
    child.stdin?.on("error", () => undefined); // it need not read what it is told
    child.stdin?.end(program.input);
    const [stdout, stderr, answer, status] = await Promise.all([
      textOf(child.stdout, stop),
      textOf(child.stderr, stop),
      textOf(child.stdio[3], stop),
      endOf(child),
    ]);
    program.signal.throwIfAborted();
    return { status, stdout, stderr, answer };
  } finally {
    program.signal.removeEventListener("abort", stop);
    process.off("exit", stop);
    stop();
  }
}

/** Its end; nobody holds its pipes open after that. */
function endOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => resolve(status ?? undefined));
  });
}

async function textOf(stream: unknown, stop: () => void): Promise<string> {
  if (!isReadable(stream)) return "";
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > mostBytes) {
      stop();
      throw new Error(`it wrote more than ${mostBytes} bytes`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isReadable(stream: unknown): stream is NodeJS.ReadableStream {
  return typeof stream === "object" && stream !== null && Symbol.asyncIterator in stream;
}
