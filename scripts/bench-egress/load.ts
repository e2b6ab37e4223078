/** What is done to a proxy, and what came of it. The generators are written in C: they are never what is measured. */
import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Origin } from "./origin.ts";

export interface Rate {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Load {
  /** GETs of a small page over 32 connections that are kept. */
  readonly get: (port: number, seconds: number) => Promise<Rate>;
  /** Tunnels, 16 at once, until the server's answer to the hello. */
  readonly tunnels: (port: number, limit: { readonly count: number; readonly seconds: number }) => Promise<Rate>;
  /** Megabytes a second of one large body through a tunnel. Fails when a byte of it is missing. */
  readonly bulk: (port: number) => Promise<number>;
  /** Runs `look` while so many tunnels stand. */
  readonly hold: (port: number, count: number, look: () => number) => Promise<number>;
}

const script = `
  local target = os.getenv("BENCH_TARGET")
  wrk.headers["Host"] = os.getenv("BENCH_HOST")
  request = function() return wrk.format("GET", target) end
  done = function(summary, latency)
    -- A proxy that closes each connection makes read errors, of answers that were complete.
    local bad = summary.errors.status + summary.errors.connect + summary.errors.timeout
    print(string.format('{"done":%d,"failed":%d,"seconds":%f,"p50":%f,"p99":%f}', summary.requests, bad,
      summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
  end`;

/** Builds and writes what it takes, into a folder of the caller's. */
export function createLoad(folder: string, { httpPort, tlsPort, hello, fileBytes }: Origin): Load {
  const opener = join(folder, "open-tunnels");
  const source = fileURLToPath(new URL("open-tunnels.c", import.meta.url));
  execFileSync("cc", ["-O2", "-o", opener, source]);
  const lua = join(folder, "get.lua");
  writeFileSync(lua, script);
  const open = (port: number, ...argv: readonly (string | number)[]): readonly string[] =>
    [port, tlsPort, hello, ...argv].map(String);
  return {
    get: async (port, seconds) => {
      const argv = ["-t1", "-c32", `-d${seconds}s`, "-s", lua, `http://127.0.0.1:${port || httpPort}/small`];
      const host = `localhost:${httpPort}`;
      const env = { ...process.env, BENCH_HOST: host, BENCH_TARGET: port === 0 ? "/small" : `http://${host}/small` };
      return readRate(await run("wrk", argv, env));
    },
    tunnels: async (port, { count, seconds }) => readRate(await run(opener, open(port, 16, count, seconds))),
    bulk: async (port) => {
      const proxy = port === 0 ? [] : ["--noproxy", "", "--proxy", `http://127.0.0.1:${port}`];
      const told = [
        "-w",
        "%{size_download} %{speed_download}",
        "-o",
        "/dev/null",
        `https://localhost:${tlsPort}/large`,
      ];
      const [size, speed] = (await run("curl", ["-sSk", ...proxy, ...told])).split(" ").map(Number);
      if (size !== fileBytes) throw new Error(`${size} of ${fileBytes} bytes arrived`);
      return (speed ?? Number.NaN) / 1e6;
    },
    hold: async (port, count, look) => {
      const holding = spawn(opener, open(port, count, count, 60, "hold"), { stdio: ["pipe", "pipe", "inherit"] });
      return await whileHeld(holding, look);
    },
  };
}

async function whileHeld(holding: ChildProcessByStdio<Writable, Readable, null>, look: () => number): Promise<number> {
  const ended = once(holding, "exit");
  const [line] = await once(holding.stdout, "data");
  readRate(String(line));
  const seen = look();
  holding.stdin.end();
  await ended;
  return seen;
}

async function run(program: string, argv: readonly string[], env = process.env): Promise<string> {
  const child = spawn(program, argv, { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const output = await text(child.stdout);
  const [status] = await ended;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${output}`);
  return output;
}

/** The last line of a generator. One request that failed makes the whole measurement worthless. */
function readRate(output: string): Rate {
  const line: unknown = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
  const value = (name: string): number => {
    const found: unknown = typeof line === "object" && line !== null ? Reflect.get(line, name) : undefined;
    if (typeof found !== "number") throw new Error(`${name} is missing in ${output}`);
    return found;
  };
  if (value("failed") > 0) throw new Error(`some requests failed: ${output}`);
  return { perSecond: value("done") / value("seconds"), p50: value("p50"), p99: value("p99") };
}
