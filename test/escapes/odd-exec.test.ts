import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, crowds, sandboxMissing } from "../run/workbench.ts";

const source = fileURLToPath(new URL("odd-exec.c", import.meta.url));

/** What the kernel answers to these must not change because somebody is asked first. */
const cases: readonly { readonly name: string; readonly lines: number }[] = [
  { name: "pointers", lines: 11 },
  { name: "borders", lines: 3 },
  { name: "paths", lines: 8 },
  { name: "words", lines: 11 },
  { name: "kinds", lines: 49 },
  { name: "descriptors", lines: 24 },
  { name: "failures", lines: 16 },
  { name: "stops", lines: 6 },
  { name: "interrupted", lines: 1 },
  { name: "stormed", lines: 1 },
  { name: "statuses", lines: 19 },
  { name: "leased", lines: 1 },
  { name: "lost", lines: 2 },
];

/** The most memory that the warden of a driver has held, in KiB. */
function wardenPeak(driver: number): number {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/u.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (!status.includes(`PPid:\t${driver}\n`)) continue;
      return Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0);
    } catch {
      // gone in this moment
    }
  }
  return 0;
}

/** What a process has said so far. */
function textOf({ stdout, stderr }: ChildProcess): () => string {
  let text = "";
  for (const stream of [stdout, stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 20 }).toBe(true);
}

/** The shell whose text begins with the mark. */
function shellWith(mark: string): string {
  const found = readdirSync("/proc").find((pid) => {
    try {
      return /^\d+$/u.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith(`bash\0-c\0: ${mark};`);
    } catch {
      return false; // gone in this moment
    }
  });
  return found ?? "no such shell";
}

describe.skipIf(sandboxMissing() !== undefined).for(crowds)("odd ways to start programs, as $name", (user) => {
  const bench = createWorkbench(user);
  beforeAll(() => {
    const program = join(bench.project, "odd-exec");
    const { status, stderr } = spawnSync("cc", ["-O1", "-static", "-pthread", "-o", program, source], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`the odd ways do not compile: ${stderr}`);
    chownSync(program, user.uid, user.uid);
  });
  afterAll(() => bench[Symbol.dispose]());

  test.for(cases)("$name: the same with the gate and without", ({ name, lines }) => {
    const script = `./odd-exec ${name} 2>&1`;
    const free = bench.run(script, { withoutGate: true });
    expect(free.status).toBe(0);
    expect(free.stdout.trimEnd().split("\n")).toHaveLength(lines);
    expect(bench.run(script)).toEqual(free);
  });

  test("a word is seen behind a hundred thousand others", () => {
    const script = '/bin/echo $(seq 100000) unwanted; echo "status $?"; /bin/echo $(seq 100000) wanted | tail -c 8';
    const { stdout } = bench.run(`ulimit -s unlimited; ${script}`, { deniedWords: ["unwanted"] });
    expect(stdout).toBe("status 126\n wanted\n");
  });

  test("who is traced by somebody else starts nothing", async () => {
    const mark = `traced-${process.pid}-${user.uid}`;
    const child = bench.start(`: ${mark}; echo ready; read -r; exec /bin/echo rough`);
    const said = textOf(child);
    await until(() => said().includes("ready"));
    const argv = [...user.prefix, join(bench.project, "odd-exec"), "trace", shellWith(mark)];
    const tracer = spawn(argv[0] ?? "", argv.slice(1));
    const traced = textOf(tracer);
    await until(() => traced().includes("tracing"));
    child.stdin?.end("\n");
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(126);
    expect(said()).toContain("can't be checked");
    expect(said()).not.toMatch(/^rough$/mu);
  });

  test("a flood of programs with long words leaves the warden small", async () => {
    const child = bench.start("./odd-exec flood 2000", { profile: { limits: { processes: 2000 } } });
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, wardenPeak(child.pid ?? 0))), 20);
    const output: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
    const status = await new Promise((resolve) => child.on("close", resolve));
    clearInterval(watch);
    expect(status).toBe(0);
    expect(Buffer.concat(output).toString()).toBe("good 2000\n");
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(192 << 10);
  });
});
