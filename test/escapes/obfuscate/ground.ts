import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install, writeAs } from "../../doors/installation.ts";
import type { User } from "../../run/workbench.ts";

/** Two real programs in a folder that commands can only read, and a place where both leave a trace when they run. */
export interface Ground extends Disposable {
  /** The folder of the traces, which commands have to be able to write. */
  readonly traces: string;
  readonly marker: string;
  readonly stray: string;
  /** Runs every text in a shell below one long command, and tells which of them the program was run by. */
  readonly runLines: (lines: readonly string[], profile: object) => Promise<Tried>;
  /** The same with each text as the whole command. */
  readonly runAlone: (lines: readonly string[], profile: object) => Promise<Tried>;
}

export interface Tried {
  /** By the line's place in the list; -1: nobody knows which one. */
  readonly ran: ReadonlySet<number>;
  /** What was still running after its time. */
  readonly slow: readonly number[];
  /** How often nothing could be tried at all, with what was said. */
  readonly broken: readonly string[];
}

let grounds = 0;

export function prepareGround(user: User): Ground {
  const installation = install(user);
  const tools = `/tmp/sallyport-tools-${process.pid}-${(grounds += 1)}`;
  const traceFolder = join(installation.home, "traces");
  const trace = join(traceFolder, "trace");
  mkdirSync(tools);
  mkdirSync(traceFolder);
  chownSync(traceFolder, user.uid, user.uid);
  for (const name of ["marker", "stray"]) compile(join(tools, name), trace);
  const env = { PATH: `${tools}:/usr/local/bin:/usr/bin:/bin` };
  let runs = 0;

  const prepare = (lines: readonly string[], profile: object): { readonly folder: string; readonly file: string } => {
    // A project of its own: runs at the same time would remove each other's repositories.
    const folder = join(installation.home, `run${(runs += 1)}`);
    const file = join(installation.home, `${runs}.json`);
    writeAs(user, file, JSON.stringify(profile));
    mkdirSync(folder);
    lines.forEach((line, at) => {
      mkdirSync(join(folder, String(at)));
      writeFileSync(join(folder, String(at), "line"), line);
    });
    spawnSync("chown", ["-R", `${user.uid}:${user.uid}`, folder]);
    return { folder, file };
  };
  const tracesOf = (folder: string): ReadonlySet<number> => {
    if (!existsSync(trace)) return new Set();
    const lines = readFileSync(trace, "latin1")
      .split("\n")
      .filter((line) => line !== "");
    const ours = lines.map((line) => lineOf(line, folder)).filter((at) => at !== undefined);
    return new Set(ours);
  };
  const start = (argv: readonly string[], cwd: string): Promise<string> => {
    const [program, ...args] = installation.argv(argv);
    return finished(
      spawn(program, args, { cwd, env: { ...installation.env, ...env }, stdio: ["ignore", "pipe", "pipe"] }),
    );
  };

  return {
    traces: traceFolder,
    marker: join(tools, "marker"),
    stray: join(tools, "stray"),
    async runLines(lines, profile) {
      const { folder, file } = prepare(lines, profile);
      const said = await start(["--quiet", "--profile", file, "-c", runner(folder, lines.length)], folder);
      const ran = tracesOf(folder);
      rmSync(folder, { recursive: true, force: true });
      return {
        ran,
        slow: [...said.matchAll(/^slow (\d+)$/gmu)].map(([, at]) => Number(at)),
        broken: /^done$/mu.test(said) ? [] : [said.slice(-2000)],
      };
    },
    async runAlone(lines, profile) {
      const { folder, file } = prepare(lines, profile);
      for (const [at, line] of lines.entries())
        await start(["--quiet", "--profile", file, "-c", line], join(folder, String(at)));
      const ran = tracesOf(folder);
      rmSync(folder, { recursive: true, force: true });
      return { ran, slow: [], broken: [] };
    },
    [Symbol.dispose]: () => {
      rmSync(tools, { recursive: true, force: true });
      installation[Symbol.dispose]();
    },
  };
}

function compile(program: string, trace: string): void {
  const source = fileURLToPath(new URL("marker.c", import.meta.url));
  const argv = ["-O1", "-Wall", "-Wextra", "-Werror", `-DTRACE=${JSON.stringify(trace)}`, "-o", program, source];
  const { status, stderr } = spawnSync("cc", argv, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the marker does not compile: ${stderr}`);
  chmodSync(program, 0o755);
}

/** A trace names the line and the folder that the program was run in; either may be lost. */
function lineOf(trace: string, folder: string): number | undefined {
  const [tag = "", cwd = ""] = trace.split("\t");
  const run = folder.slice(folder.lastIndexOf("/") + 1);
  const named = new RegExp(`/${run}/(\\d+)(?:/|$)`, "u").exec(cwd)?.[1];
  if (named !== undefined) return Number(named);
  const [taggedRun, tagged] = tag.split("/");
  if (taggedRun === run) return Number(tagged);
  return /\/run\d+\//u.test(cwd) || taggedRun?.startsWith("run") === true ? undefined : -1;
}

const patience = 8;

/** Every line in a forked subshell; all that it starts holds a pipe open, so that the end of the last of them shows. */
function runner(folder: string, count: number): string {
  const run = folder.slice(folder.lastIndexOf("/") + 1);
  return `
for ((line_ = 0; line_ < ${count}; line_++)); do
  exec {pipe_}< <(exec 9>&1 > /dev/null 2>&1 < /dev/null; cd "${folder}/$line_" && export LINE=${run}/$line_ && eval "$(<line)")
  process_=$!
  read -r -t ${patience} -u $pipe_ answer_
  (($? > 128)) && { echo "slow $line_"; kill -9 $process_; }
  exec {pipe_}<&-
done 2> /dev/null
echo done`;
}

async function finished(child: ChildProcess): Promise<string> {
  const parts: string[] = [];
  child.stdout?.on("data", (part: Buffer) => parts.push(part.toString("latin1")));
  child.stderr?.on("data", (part: Buffer) => parts.push(part.toString("latin1")));
  const status = await new Promise((resolve) => child.once("close", resolve));
  return `${parts.join("")}\nstatus ${String(status)}`;
}
