import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standInNames, realNames } from "./program-names.ts";

/** One program that bash (or a wrapper it started) really executed. */
export interface Executed {
  /** The path given to `execve`. */
  readonly path: string;
  readonly argv: readonly string[];
}

export interface Observed {
  readonly executed: readonly Executed[];
  readonly timedOut: boolean;
}

/** The real bash in a throwaway sandbox. */
export interface Oracle extends AsyncDisposable {
  /** Runs every script, each in a clean folder, and reports what was executed; same order as given. */
  observe(scripts: readonly string[]): Promise<readonly Observed[]>;
}

const TIMED_OUT = 0xff_ff_ff_ff;
const PATIENCE_MS = 1500;
const WORKERS = 2;

/** Why the oracle cannot be had on this machine, or undefined when it can. */
export function oracleObstacle(): string | undefined {
  for (const program of ["cc", "bwrap", "bash"]) {
    if (locate(program) === undefined) return `${program} is not installed`;
  }
  const probe = spawnSync(pathOf("bwrap"), [...isolation, "--ro-bind", "/", "/", "true"], { encoding: "utf8" });
  return probe.status === 0 ? undefined : `bwrap cannot make a sandbox here: ${probe.stderr.trim()}`;
}

export function openOracle(): Oracle {
  const folder = mkdtempSync(join(tmpdir(), "oracle-"));
  const binary = join(folder, "oracle");
  const source = join(import.meta.dirname, "oracle.c");
  const compiled = spawnSync(pathOf("cc"), ["-static", "-O2", "-o", binary, source], { encoding: "utf8" });
  if (compiled.status !== 0) throw new Error(`cannot build the oracle: ${compiled.stderr}`);
  const argv = sandboxArgv(binary);
  return {
    async observe(scripts) {
      const share = Math.ceil(scripts.length / WORKERS);
      const shares = Array.from({ length: WORKERS }, (_, at) => scripts.slice(at * share, (at + 1) * share));
      const results = await Promise.all(shares.map((part) => runShare(argv, part)));
      return results.flat();
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isolation = ["--unshare-all", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL", "--die-with-parent"];

/** An empty root with bash, the transparent wrappers and their libraries; every other program is a stand-in. */
function sandboxArgv(binary: string): readonly string[] {
  const real = realNames.flatMap((name) => {
    const path = locate(name);
    return path === undefined ? [] : [{ name, path: realpathSync(path) }];
  });
  const libraries = new Set(real.flatMap(({ path }) => librariesOf(path)));
  return [
    isolation,
    ["--new-session", "--as-pid-1", "--clearenv", "--hostname", "oracle"],
    ["--proc", "/proc", "--dev", "/dev"],
    ["--size", "67108864", "--tmpfs", "/tmp", "--size", "67108864", "--tmpfs", "/scratch", "--tmpfs", "/oracle/log"],
    ["--ro-bind", binary, "/oracle/oracle", "--dir", "/bin", "--dir", "/usr/local"],
    ["/usr/bin", "/usr/sbin", "/sbin", "/usr/local/bin"].flatMap((alias) => ["--symlink", "/bin", alias]),
    [...libraries].flatMap((path) => ["--ro-bind", path, path]),
    real.flatMap(({ name, path }) => ["--ro-bind", path, `/oracle/real/${name}`]),
    standInNames.flatMap((name) => ["--symlink", "/oracle/oracle", `/bin/${name}`]),
    ["--chdir", "/scratch", "/oracle/oracle", "--run", String(PATIENCE_MS)],
  ].flat();
}

function locate(name: string): string | undefined {
  const folders = ["/usr/bin", "/bin", "/usr/local/bin"];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function pathOf(name: string): string {
  const path = locate(name);
  if (path === undefined) throw new Error(`${name} is not installed`);
  return path;
}

/** The loader and the shared objects of a program, as `ldd` lists them. */
function librariesOf(path: string): readonly string[] {
  const listed = spawnSync(pathOf("ldd"), [path], { encoding: "utf8" }).stdout;
  return [...listed.matchAll(/(\/\S+) \(0x/gu)].flatMap(([, library]) => (library === undefined ? [] : [library]));
}

async function runShare(argv: readonly string[], scripts: readonly string[]): Promise<readonly Observed[]> {
  if (scripts.length === 0) return [];
  const child = spawn(pathOf("bwrap"), argv, { stdio: ["pipe", "pipe", "pipe"] });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  child.stdin.on("error", () => {}); // EPIPE when the sandbox fails to start; the status below tells
  child.stdin.end(Buffer.concat(scripts.map(frame)));
  const status = await ended;
  const observed = parseFrames(Buffer.concat(output));
  if (status !== 0 || observed.length !== scripts.length) {
    const why = Buffer.concat(complaints).toString("utf8");
    throw new Error(`the oracle ended with ${status} after ${observed.length} of ${scripts.length} scripts: ${why}`);
  }
  return observed;
}

function frame(script: string): Buffer {
  const body = Buffer.from(script, "utf8");
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}

function parseFrames(bytes: Buffer): readonly Observed[] {
  const frames: Observed[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32LE(at);
    const status = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, at + 4 + length);
    frames.push({ executed: parseRecords(body), timedOut: status === TIMED_OUT });
    at += 4 + length;
  }
  return frames;
}

function parseRecords(bytes: Buffer): readonly Executed[] {
  const records: Executed[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32LE(at);
    const words = bytes.toString("utf8", at + 4, at + 4 + length).split("\0");
    const [path = "", ...argv] = words.slice(0, -1);
    records.push({ path, argv });
    at += 4 + length;
  }
  return records;
}
