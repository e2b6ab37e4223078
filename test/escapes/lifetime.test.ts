import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { createWorkbench, type RunCase, sandboxMissing, users } from "../run/workbench.ts";

/** Processes of the host whose command line holds the mark. */
function processesWith(mark: string): readonly string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(mark) && Number(pid) !== process.pid;
      } catch {
        return false; // gone in this moment
      }
    });
}

/** Waits for what is to come; a test that waits in vain fails by its own time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

/** Starts a daemon that has left its session, its parent and its streams. */
const daemon = (mark: string): string =>
  `(setsid bash -c 'trap "" TERM HUP INT; echo; exec -a ${mark} sleep 1000 >/dev/null' </dev/null 2>/dev/null &) | read -r _; (exec -a ${mark} sleep 1000) & :`;

let counter = 0;
const newMark = (): string => `sallyport-mark-${process.pid}-${(counter += 1)}`;

const backends: readonly (RunCase & { readonly name: string })[] = [
  { name: "in a sandbox" },
  { name: "without one", profile: { backend: "none" } },
];

describe.skipIf(sandboxMissing() !== undefined).for(users)("the end of it all, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());

  test.for(backends)("a daemon ends with its command, $name", async (backend) => {
    const mark = newMark();
    expect(bench.run(`${daemon(mark)}; exit 3`, backend).status).toBe(3);
    expect(processesWith(mark)).toEqual([]);
  });

  test.for(backends)("a daemon ends at the deadline, $name", async (backend) => {
    const mark = newMark();
    const started = performance.now();
    const { status } = bench.run(`trap '' TERM; ${daemon(mark)}; sleep 1000`, {
      ...backend,
      timeoutSeconds: 1,
      graceSeconds: 0.3,
    });
    expect(status).toBe(124);
    expect(performance.now() - started).toBeGreaterThan(1200);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(processesWith(mark)).toEqual([]);
  });

  test.for(backends)("at the deadline everybody is asked first, $name", (backend) => {
    const script = `bash -c 'trap "echo inner; exit" TERM; sleep 1000 & wait' & trap 'echo outer; wait; exit 5' TERM; wait`;
    const { status, stdout } = bench.run(script, { ...backend, timeoutSeconds: 4 });
    expect(status).toBe(124);
    expect(stdout.split("\n").toSorted()).toEqual(["", "inner", "outer"]);
  });

  test.for(backends)("a stopped command does not sleep through its deadline, $name", (backend) => {
    expect(bench.run("kill -STOP $$", { ...backend, timeoutSeconds: 1 }).status).toBe(124);
  });

  test.for(backends)("killed hard, we take the command along, $name", async (backend) => {
    const mark = newMark();
    const child = bench.start(`${daemon(mark)}; echo ready; exec -a ${mark} sleep 1000`, {
      ...backend,
      profile: {
        ...backend.profile,
        allowed: [bench.project],
        denied: [join(bench.project, "absent"), join(bench.project, "no/such/folder/")],
      },
    });
    if (child.stdout === null) throw new Error("no stdout");
    await once(child.stdout, "data");
    expect(processesWith(mark).length).toBeGreaterThan(2);
    if (backend.profile === undefined) expect(existsSync(join(bench.project, "absent"))).toBe(true);
    child.kill("SIGKILL");
    await until(() => processesWith(mark).length === 0 && processesWith(bench.folder).length === 0);
    await until(() => !existsSync(join(bench.project, "absent")) && !existsSync(join(bench.project, "no")));
    expect(readFileSync("/proc/mounts", "utf8")).not.toContain(bench.folder);
  });

  test.for([
    { name: "in a sandbox", backend: "bubblewrap" },
    { name: "without namespaces", backend: "landlock" },
  ] as const)("killed hard with our whole group, the command goes along, $name", async ({ backend }) => {
    const mark = newMark();
    const command = `trap '' TERM; ${daemon(mark)}; echo ready; while :; do sleep 0.1; done; : ${mark}`;
    const child = bench.start(command, { profile: { backend }, detached: true });
    if (child.stdout === null || child.pid === undefined) throw new Error("no child");
    await once(child.stdout, "data");
    expect(processesWith(mark).length).toBeGreaterThan(2);
    process.kill(-child.pid, "SIGTERM");
    await sleep(300);
    process.kill(-child.pid, "SIGKILL");
    await until(() => processesWith(mark).length === 0);
  });

  test("when the helper is killed hard, the next one clears up", async () => {
    const mark = newMark();
    const profile = {
      allowed: [bench.project],
      denied: [join(bench.project, "absent"), join(bench.project, "no/such/folder/")],
    };
    const child = bench.start(`echo ready; exec -a ${mark} sleep 1000`, { profile });
    if (child.stdout === null || child.pid === undefined) throw new Error("no child");
    await once(child.stdout, "data");
    const [warden] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ");
    process.kill(Number(warden), "SIGKILL");
    const [status] = await once(child, "exit");
    expect(status).toBe(125);
    await until(() => processesWith(mark).length === 0);
    expect(existsSync(join(bench.project, "absent"))).toBe(true);
    expect(bench.run("true").status).toBe(0);
    expect(existsSync(join(bench.project, "absent"))).toBe(false);
    expect(existsSync(join(bench.project, "no"))).toBe(false);
    expect(readdirSync(join(bench.folder, "own/runtime/wardens"))).toEqual(["lock"]);
  });

  test("sandboxes side by side share a stand-in until the last one ends", async () => {
    const profile = { allowed: [bench.project], denied: [join(bench.project, "shared"), join(bench.project, "a/b/")] };
    const hold = `echo ready; read -r _; echo x 2>/dev/null > shared && echo made; mkdir a/b/c 2>/dev/null && echo made; exit 4`;
    const first = bench.start(hold, { profile });
    const second = bench.start(hold, { profile });
    await Promise.all(
      [first, second].map(async (child) => child.stdout === null || (await once(child.stdout, "data"))),
    );
    const outputs = [first, second].map((child) => {
      let text = "";
      child.stdout?.on("data", (chunk: Buffer) => (text += String(chunk)));
      return () => text;
    });
    first.stdin?.end("\n");
    expect((await once(first, "exit"))[0]).toBe(4);
    expect(existsSync(join(bench.project, "shared"))).toBe(true);
    expect(existsSync(join(bench.project, "a/b"))).toBe(true);
    second.stdin?.end("\n");
    expect((await once(second, "exit"))[0]).toBe(4);
    expect(existsSync(join(bench.project, "shared"))).toBe(false);
    expect(existsSync(join(bench.project, "a"))).toBe(false);
    expect(outputs.map((read) => read())).toEqual(["", ""]);
  });

  test("many at once, each whole", async () => {
    const profile = { allowed: [bench.project], denied: [join(bench.project, "shared")] };
    const children = Array.from({ length: 12 }, (_, index) => bench.start(`exit ${index}`, { profile }));
    const ends = await Promise.all(children.map((child) => once(child, "exit")));
    expect(ends.map(([status]) => status)).toEqual(children.map((_, index) => index));
    expect(existsSync(join(bench.project, "shared"))).toBe(false);
    expect(readdirSync(join(bench.folder, "own/runtime/wardens"))).toEqual(["lock"]);
  });
});
