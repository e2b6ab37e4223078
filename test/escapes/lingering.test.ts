import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatherHostFacts } from "../../src/run/index.ts";
import { createWorkbench, type RunCase, sandboxMissing, users } from "../run/workbench.ts";
import { compileProgram } from "./compile-program.ts";

/** Ways to outlive a command; `lingerers.c` knows them. */
const ways = ["daemon", "deaf", "stopped", "vforked", "leaderless", "reborn", "family", "busy"] as const;

/** By itself it takes some ten milliseconds; a lingerer that nobody ends stays for two minutes. */
const longest = 20_000;

interface Ending {
  readonly name: string;
  /** What the command does once all lingerers run. */
  readonly last: string;
  readonly more?: RunCase;
  /** Whom to kill hard, counted from Sallyport's own process down: the warden, bubblewrap or the guard, and so on. */
  readonly killed?: number;
  readonly status: number | null;
  /** Without a sandbox only the warden keeps hold of what the command starts. */
  readonly onlyInside?: true;
}

const endings: readonly Ending[] = [
  { name: "the command exits", last: "exit 7", status: 7 },
  { name: "the command is killed", last: "kill -KILL $$", status: 137 },
  { name: "the command becomes another program", last: "exec sleep 0.1", status: 0 },
  { name: "at the deadline", last: "sleep 60", more: { timeoutSeconds: 1, graceSeconds: 0.2 }, status: 124 },
  { name: "Sallyport is killed", last: "sleep 60", killed: 0, status: null },
  { name: "the warden is killed", last: "sleep 60", killed: 1, status: 125, onlyInside: true },
  { name: "whoever stands below the warden is killed", last: "sleep 60", killed: 2, status: 137, onlyInside: true },
  { name: "the next one below is killed", last: "sleep 60", killed: 3, status: 137, onlyInside: true },
];

const backends: readonly (RunCase & { readonly name: string; readonly inside: boolean })[] = [
  { name: "in a sandbox", inside: true },
  { name: "in a sandbox of Landlock", profile: { backend: "landlock" }, inside: true },
  { name: "without one", profile: { backend: "none" }, inside: false },
];

/** Whether anybody still has the lock that the lingerers of this file share. */
function isHeld(file: string): boolean {
  return spawnSync("flock", ["--nonblock", "--exclusive", file, "true"]).status !== 0;
}

async function goneAfter(files: readonly string[]): Promise<readonly string[]> {
  const end = performance.now() + longest;
  for (;;) {
    const held = files.filter(isHeld);
    if (held.length === 0 || performance.now() > end) return held;
    await sleep(20);
  }
}

/** Cgroups that were made for this Sallyport. */
function cgroupsOf(pid: number): readonly string[] {
  const parents = gatherHostFacts().cgroups.map(({ parent }) => parent);
  return parents.flatMap((parent) => readdirSync(parent)).filter((name) => name.startsWith(`sallyport-${pid}-`));
}

function firstChild(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0]);
}

/** The process so many steps below. */
function descendant(pid: number, steps: number): number {
  return steps === 0 ? pid : descendant(firstChild(pid), steps - 1);
}

async function hear(child: ChildProcess, word: string): Promise<void> {
  let text = "";
  while (!text.includes(word)) text += String((await once(child.stdout ?? child, "data"))[0]);
}

describe.skipIf(sandboxMissing() !== undefined).for(users)("nobody outlives a command of $name", (user) => {
  const bench = createWorkbench(user);
  let locks = 0;
  beforeAll(() => compileProgram("lingerers.c", bench.project));
  afterAll(() => bench[Symbol.dispose]());

  const lockFiles = (): readonly string[] => {
    locks += 1;
    return ways.map((way) => join(bench.project, `${way}-${locks}.lock`));
  };
  const startAll = (files: readonly string[]): string =>
    `${ways.map((way, index) => `./lingerers ${way} ${files[index] ?? ""}`).join(" && ")} && echo ready`;

  test("they all do without Sallyport", async () => {
    const files = lockFiles();
    // Only so that they end with this test: nobody in there ends them with their command.
    const around = ["unshare", "--user", "--pid", "--fork", "--kill-child", "bash", "-c", '"$@"; sleep 60', "bash"];
    const [program, ...rest] = [...user.prefix, ...around, "bash", "-c", startAll(files)];
    const control = spawn(program, rest, { cwd: bench.project });
    await hear(control, "ready");
    await sleep(300);
    expect(files.filter((file) => !isHeld(file))).toEqual([]);
    control.kill("SIGKILL");
    expect(await goneAfter(files)).toEqual([]);
  });

  for (const { inside, ...backend } of backends) {
    test.for(endings.filter(({ onlyInside }) => inside || onlyInside === undefined))(
      `$name, ${backend.name}`,
      async ({ last, more, killed, status }) => {
        const files = lockFiles();
        const child = bench.start(`${startAll(files)}; ${last}`, {
          ...backend,
          ...more,
          profile: { ...backend.profile, allowed: [bench.project], limits: { processes: 200, memoryMb: 500 } },
        });
        const end = once(child, "exit");
        await hear(child, "ready");
        if (killed !== undefined) process.kill(descendant(child.pid ?? 0, killed), "SIGKILL");
        expect((await end)[0]).toBe(status);
        expect(await goneAfter(files)).toEqual([]);
        expect(bench.run("true", backend).status).toBe(0);
        expect(readdirSync(join(bench.folder, "own/runtime/wardens"))).toEqual(["lock"]);
        expect(readFileSync("/proc/mounts", "utf8")).not.toContain(bench.folder);
        expect(cgroupsOf(child.pid ?? 0)).toEqual([]);
      },
    );
  }
});
