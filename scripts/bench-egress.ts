/**
 * Measures the network's filter against other proxies, in one run with one origin, and writes its part of
 * `docs/benchmarks.md`. What is compared with is installed into a temporary folder for the run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeBy, putSections } from "./bench-document.ts";
import { contestants, installPackages, type Running, startContestant } from "./bench-egress/contestants.ts";
import { measureFirstByte } from "./bench-egress/first-byte.ts";
import { createLoad, type Load } from "./bench-egress/load.ts";
import { measureMemory, type Memory } from "./bench-egress/memory.ts";
import { startOrigin } from "./bench-egress/origin.ts";
import { egressReport, type Speeds } from "./bench-egress/report.ts";

const peer = "@anthropic-ai/sandbox-runtime@0.0.83";
const rounds = 5;

/** The whole section. */
async function measureEgress(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-egress-"));
  try {
    const made = madeBy("bench-egress.ts");
    installPackages(folder, [peer]);
    await using origin = await startOrigin(folder);
    const place = { within: folder, packages: folder, origin };
    const load = createLoad(folder, origin);
    const speeds = await measureSpeeds(load, place);
    const memory = await measureMemories(load, place);
    const firstByte = await measureFirstByte(folder, folder, origin);
    return egressReport({ speeds, memory, firstByte, made });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Place = Parameters<typeof startContestant>[1];

/** Everybody runs, and takes turns: a slow moment meets all alike. */
async function measureSpeeds(load: Load, place: Place): Promise<ReadonlyMap<string, Speeds>> {
  await using stack = new AsyncDisposableStack();
  const running: Pick<Running, "name" | "port">[] = [{ name: "direct", port: 0 }];
  for (const contestant of contestants) {
    const started = await startContestant(contestant, place);
    if (started !== undefined) running.push(stack.use(started));
  }
  const speeds = new Map(
    running.map(({ name }) => [name, { get: [], tunnels: [], bulk: [] } satisfies Speeds as Speeds]),
  );
  for (let round = -1; round < rounds; round += 1)
    for (const { name, port } of running) {
      // What is measured is a proxy that has been running for a while: Node's code is compiled as it is used.
      const seconds = round < 0 ? 10 : 2;
      const get = await load.get(port, seconds);
      const tunnels = await load.tunnels(port, { count: 100_000, seconds });
      const bulk = await load.bulk(port);
      const own = speeds.get(name);
      if (round < 0 || own === undefined) continue;
      own.get.push(get);
      own.tunnels.push(tunnels);
      own.bulk.push(bulk);
    }
  return speeds;
}

async function measureMemories(load: Load, place: Place): Promise<ReadonlyMap<string, Memory>> {
  const memory = new Map<string, Memory>();
  for (const contestant of contestants) {
    await using running = await startContestant(contestant, place);
    if (running !== undefined) memory.set(running.name, await measureMemory(running, load));
  }
  return memory;
}

putSections({ Egress: await measureEgress() });
