import { spawnSync } from "node:child_process";
import { chownSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";

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

describe.skipIf(sandboxMissing() !== undefined).for(users)("odd ways to start programs, as $name", (user) => {
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

  test("a flood of programs with long words leaves the warden small", async () => {
    const child = bench.start("./odd-exec flood 4000", { profile: { limits: { processes: 4000 } } });
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, wardenPeak(child.pid ?? 0))), 20);
    const output: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
    const status = await new Promise((resolve) => child.on("close", resolve));
    clearInterval(watch);
    expect(status).toBe(0);
    expect(Buffer.concat(output).toString()).toBe("good 4000\n");
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(192 << 10);
  });
});
