import { spawn } from "node:child_process";

export interface Driven {
  /** The last of what it said. */
  readonly said: string;
  /** It did not end by itself. */
  readonly isLate: boolean;
}

interface Driving {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Milliseconds that what a client has started gets to end after it. */
const grace = 3_000;

/** Runs a client to its end, or for as long as there is patience; nothing that it has started in its group outlives that. */
export async function driveClient({ argv, cwd, env, patience, signal }: Driving): Promise<Driven> {
  const [program = "", ...args] = argv;
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (said = (said + chunk).slice(-2_000)));
  const end = (): void => killGroup(child.pid);
  const over = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  over.addEventListener("abort", end);
  if (over.aborted) end();
  const late = new Promise<NodeJS.Timeout>((resolve) => child.once("exit", () => resolve(setTimeout(end, grace))));
  await new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", (error) => {
      said += error.message;
      resolve();
    });
  });
  over.removeEventListener("abort", end);
  if (child.pid !== undefined) clearTimeout(await late);
  end();
  return { said: said.trim(), isLate: over.aborted };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error; // all of it has ended
  }
}
