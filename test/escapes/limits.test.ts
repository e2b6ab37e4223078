import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LayerReport, RunResult } from "../../src/base/index.ts";
import type { CgroupResource } from "../../src/confine/index.ts";
import { gatherHostFacts } from "../../src/run/index.ts";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";
import { compileProgram } from "./compile-program.ts";

const bombs = [
  { name: "a fork bomb of bash", script: "touch lock; :(){ :|:& };:; sleep 60" },
  { name: "a fork bomb of sessions without parents", script: "./lingerers bomb lock; sleep 60" },
] as const;

interface Said {
  readonly result: RunResult;
  readonly layers: readonly LayerReport[];
}

function lastLine(stderr: string): Said {
  return JSON.parse(stderr.trim().split("\n").at(-1) ?? "{}");
}

describe.skipIf(sandboxMissing() !== undefined).for(users)("limits, as $name", (user) => {
  const bench = createWorkbench(user);
  beforeAll(() => compileProgram("lingerers.c", bench.project));
  afterAll(() => bench[Symbol.dispose]());
  const inCgroup = (resource: CgroupResource): boolean =>
    user.uid === 0 && gatherHostFacts().cgroups.some(({ resources }) => resources.includes(resource));
  const limited = (limits: object): object => ({ profile: { allowed: [bench.project], limits }, verbose: true });

  test("a fork bomb stops at the limit of processes", () => {
    expect(bench.control(`setsid ${bench.probe} forks 200 | cat`).stdout).toBe("200 ok\n");
    const { stdout, stderr } = bench.run("(setsid -w ./probe forks 200) | cat", limited({ processes: 40 }));
    const held = lastLine(stderr).layers.find(({ name }) => name === "limits")?.held;
    // User 0 on a host without a cgroup to write to: said, not enforced.
    if (!held) return expect(stdout).toBe("200 ok\n");
    const [count, answer] = stdout.trim().split(" ");
    expect(answer).toBe("EAGAIN");
    expect(Number(count)).toBeGreaterThan(25);
    expect(Number(count)).toBeLessThan(40);
  });

  test("the limit of processes is this sandbox's own", () => {
    const { stdout } = bench.run("for i in 1 2 3 4 5; do sleep 1 & done; wait; echo done", limited({ processes: 10 }));
    expect(stdout).toBe("done\n");
  });

  test("a file can't grow beyond the limit", () => {
    const { status } = bench.run("head -c 3000000 /dev/zero > big", limited({ fileSizeMb: 1 }));
    expect(status).toBe(153); // SIGXFSZ
    expect(bench.control("stat -c %s big; rm big").stdout).toBe("1048576\n");
  });

  test("memory is limited", () => {
    expect(bench.run("./probe memory 300").stdout).toBe("ok\n");
    const { stdout, stderr, status } = bench.run("exec ./probe memory 300", limited({ memoryMb: 200 }));
    if (!inCgroup("memory")) return expect(stdout).toBe("ENOMEM\n");
    expect(status).toBe(137);
    expect(lastLine(stderr).result.limitsHit).toEqual(["memory"]);
  });

  if (inCgroup("memory")) {
    test("memory is limited for all of them together", () => {
      const hoard = "./lingerers hoard lock | cat; echo done";
      const { stdout, stderr } = bench.run(hoard, limited({ memoryMb: 300 }));
      expect(stdout).toBe("done\n");
      expect(lastLine(stderr).result.limitsHit).toEqual(["memory"]);
      expect(lastLine(bench.run(hoard, limited({ memoryMb: 1200 })).stderr).result.limitsHit).toBeUndefined();
    });
  }

  test("private folders are no way around it", () => {
    const fill = "head -c 150000000 /dev/zero > /tmp/fill; stat -c %s /tmp/fill";
    expect(bench.run(fill).stdout).toBe("150000000\n");
    expect(bench.run(fill, limited({ memoryMb: 100 })).stdout).not.toBe("150000000\n");
  });

  test("open files are limited", () => {
    const { stdout } = bench.run("ulimit -n", limited({ openFiles: 50 }));
    expect(stdout).toBe("50\n");
    expect(bench.run("ulimit -n 51", limited({ openFiles: 50 })).status).toBe(1);
  });

  test("processor time is limited", () => {
    expect(bench.run("while :; do :; done", limited({ cpuSeconds: 1 })).status).toBe(137);
  });

  if (inCgroup("cpu")) {
    test("processor time is limited for all of them together", () => {
      const spinners = "for i in 1 2 3 4 5 6; do (while :; do :; done) & done; wait";
      const { status, stderr } = bench.run(spinners, { ...limited({ cpuSeconds: 1 }), timeoutSeconds: 90 });
      expect(status).toBe(137);
      expect(lastLine(stderr).result.limitsHit).toEqual(["cpu"]);
      expect(bench.run("sleep 1.5; echo done", limited({ cpuSeconds: 1 })).stdout).toBe("done\n");
    });
  }

  test.for(bombs)("$name leaves the host responsive and ends, with no limit stated", async ({ script }) => {
    const child = bench.start(script, { timeoutSeconds: 2, graceSeconds: 0.3 });
    const end = once(child, "exit");
    let ended = false;
    void end.then(() => (ended = true));
    let longest = 0;
    const started = performance.now();
    while (!ended) {
      const before = performance.now();
      spawnSync("true");
      longest = Math.max(longest, performance.now() - before);
      await sleep(20);
    }
    expect((await end)[0]).toBe(124);
    expect(longest).toBeLessThan(15_000);
    expect(performance.now() - started).toBeLessThan(45_000);
    expect(spawnSync("flock", ["--nonblock", "--exclusive", join(bench.project, "lock"), "true"]).status).toBe(0);
  });

  test("no core file is ever written", () => {
    expect(bench.run("ulimit -c").stdout).toBe("0\n");
    bench.run("kill -SEGV $$");
    expect(readdirSync(bench.project).filter((name) => name.startsWith("core"))).toEqual([]);
  });

  test("limits hold without a sandbox too", () => {
    const { stdout } = bench.run("ulimit -n; ulimit -c", { profile: { backend: "none", limits: { openFiles: 50 } } });
    expect(stdout).toBe("50\n0\n");
  });

  test("nothing of a cgroup is left behind", async () => {
    const child = bench.start("true", limited({ processes: 40, memoryMb: 500, cpuSeconds: 10 }));
    expect((await once(child, "exit"))[0]).toBe(0);
    const names = gatherHostFacts().cgroups.flatMap(({ parent }) => readdirSync(parent));
    expect(names.filter((name) => name.startsWith(`sallyport-${child.pid}-`))).toEqual([]);
  });
});
