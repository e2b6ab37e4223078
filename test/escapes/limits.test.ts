import { existsSync, readdirSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("limits, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());
  const limited = (limits: object): object => ({ profile: { allowed: [bench.project], limits }, verbose: true });

  test("a fork bomb stops at the limit of processes", () => {
    expect(bench.control(`setsid ${bench.probe} forks 200 | cat`).stdout).toBe("200 ok\n");
    const { stdout, stderr } = bench.run("(setsid -w ./probe forks 200) | cat", limited({ processes: 40 }));
    const held = JSON.parse(stderr.split("\n").at(-2) ?? "{}").layers.find(
      ({ name }: { name: string }) => name === "limits",
    ).held;
    if (!held) return; // user 0 on a host without a cgroup to write to: said, not enforced
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
    expect(bench.run("./probe memory 300", limited({ memoryMb: 200 })).stdout).toBe("ENOMEM\n");
  });

  test("open files are limited", () => {
    const { stdout } = bench.run("ulimit -n", limited({ openFiles: 50 }));
    expect(stdout).toBe("50\n");
    expect(bench.run("ulimit -n 51", limited({ openFiles: 50 })).status).toBe(1);
  });

  test("processor time is limited", () => {
    expect(bench.run("while :; do :; done", limited({ cpuSeconds: 1 })).status).toBe(137);
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

  test("nothing of a cgroup is left behind", () => {
    bench.run("true", limited({ processes: 40 }));
    const folders = ["/sys/fs/cgroup/pids", "/sys/fs/cgroup"].filter((path) => existsSync(path));
    expect(folders.flatMap((path) => readdirSync(path)).filter((name) => name.startsWith("sallyport-"))).toEqual([]);
  });
});
