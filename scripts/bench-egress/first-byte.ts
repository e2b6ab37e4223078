/** The time from starting a sandboxed `curl` to its first byte of output, for whoever can sandbox one. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Origin } from "./origin.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Starter {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
}

/** Milliseconds of each start, by name; they take turns. */
export async function measureFirstByte(
  folder: string,
  packages: string,
  { httpPort }: Origin,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const url = `http://localhost:${httpPort}/small`;
  // sandbox-runtime exempts `localhost` from its proxy.
  const command = `curl -sS --noproxy '' ${url}`;
  const workplace = join(folder, "workplace");
  mkdirSync(workplace);
  const settings = join(folder, "srt.json");
  const network = { allowedDomains: ["localhost"], deniedDomains: [] };
  const filesystem = { denyRead: [], allowWrite: ["."], denyWrite: [] };
  writeFileSync(settings, JSON.stringify({ network, filesystem }));
  const profile = join(folder, "curl.json");
  const permissions = {
    network_access: { allowed_domains: [`localhost:${httpPort}`], require_https: false },
    tool_permissions: { bash: { allowed_commands: ["curl *"] } },
  };
  writeFileSync(profile, JSON.stringify({ version: 1, name: "curl", description: "For measuring", permissions }));
  const srt = join(packages, "node_modules/@anthropic-ai/sandbox-runtime/dist/cli.js");
  const starters: readonly Starter[] = [
    { name: "curl, bare", argv: ["sh", "-c", command] },
    { name: "sallyport -c", argv: [join(root, "scripts/sallyport"), "--profile", profile, "-c", command] },
    { name: "srt -c", argv: [process.execPath, srt, "--settings", settings, "-c", command] },
  ];
  const env = { ...process.env, HOME: folder, XDG_STATE_HOME: folder, XDG_RUNTIME_DIR: folder };
  const times = new Map(starters.map(({ name }) => [name, [] as number[]]));
  for (let round = -2; round < 21; round += 1)
    for (const { name, argv } of starters) {
      const time = await firstByte(argv, { cwd: workplace, env });
      if (round >= 0) times.get(name)?.push(time);
    }
  return times;
}

async function firstByte(
  [program, ...argv]: Starter["argv"],
  how: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  const begin = performance.now();
  const child = spawn(program, argv, { ...how, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  let time = Number.NaN;
  let bytes = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    if (bytes === 0) time = performance.now() - begin;
    bytes += chunk.length;
  });
  const [status] = await ended;
  if (status !== 0 || bytes !== 1024) throw new Error(`${program} ended with ${status} after ${bytes} bytes`);
  return time;
}
