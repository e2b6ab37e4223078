import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { createWorkbench, type RunCase, sandboxMissing, users } from "./workbench.ts";

const backends: readonly (RunCase & { readonly name: string })[] = [
  { name: "in a sandbox" },
  { name: "without one", profile: { backend: "none" } },
];

/** Two processes that each count the signal, and tell once it has come and had time to come twice. */
const counting = (signal: string): string =>
  `count() { n=0; trap 'n=$((n+1))' ${signal}; echo ready; until ((n)); do sleep 0.02; done; for i in 1 2 3; do sleep 0.1; done; echo "$1 $n"; }; (count inner) & count outer; wait`;

async function ready(child: ChildProcess, times: number): Promise<() => string> {
  let text = "";
  const { stdout } = child;
  if (stdout === null) throw new Error("no stdout");
  stdout.on("data", (chunk: Buffer) => (text += String(chunk)));
  while (text.split("ready").length <= times) await once(stdout, "data");
  return () => text.replaceAll("ready\n", "");
}

/** How a process does and all that it started, as proc(5) has it. */
function statesBelow(pid: number): readonly string[] {
  const own = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.[0] ?? "";
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return [own, ...children.flatMap((child) => statesBelow(Number(child)))];
}

describe.skipIf(sandboxMissing() !== undefined).for(users)("signals, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());

  for (const backend of backends) {
    test.for(["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const)(
      `%s to us alone comes to everybody once, ${backend.name}`,
      async (signal) => {
        const child = bench.start(counting(signal.slice(3)), { ...backend, detached: true });
        const read = await ready(child, 2);
        child.kill(signal);
        expect((await once(child, "close"))[0]).toBe(0);
        expect(read().trim().split("\n").toSorted()).toEqual(["inner 1", "outer 1"]);
      },
    );

    test.for(["SIGTERM", "SIGINT"] as const)(
      `%s to the whole group comes to everybody once, ${backend.name}`,
      async (signal) => {
        const child = bench.start(counting(signal.slice(3)), { ...backend, detached: true });
        const read = await ready(child, 2);
        process.kill(-(child.pid ?? 0), signal);
        expect((await once(child, "close"))[0]).toBe(0);
        expect(read().trim().split("\n").toSorted()).toEqual(["inner 1", "outer 1"]);
      },
    );

    test(`a command without a trap dies of it, ${backend.name}`, async () => {
      const child = bench.start("echo ready; sleep 100", { ...backend, detached: true });
      await ready(child, 1);
      child.kill("SIGTERM");
      expect(await once(child, "close")).toEqual([143, null]);
    });

    test.for([
      ["SIGTERM", 143],
      ["SIGHUP", 129],
    ] as const)(`one that has stopped itself dies of %s, too, ${backend.name}`, async ([signal, status]) => {
      const stopped = "(until grep -q '^State:.T' /proc/$$/status; do sleep 0.02; done; echo ready) & kill -STOP $$";
      const child = bench.start(stopped, { ...backend, detached: true });
      await ready(child, 1);
      child.kill(signal);
      expect(await once(child, "close")).toEqual([status, null]);
    });
  }

  test("a stop stops everything, and it goes on afterwards", async () => {
    const child = bench.start("echo ready; read -r _; echo went on", { detached: true });
    const read = await ready(child, 1);
    // Sallyport's own process and the command's: those between them wait for the one or the other.
    const states = (): readonly unknown[] => [0, -1].map((at) => statesBelow(child.pid ?? 0).at(at));
    await expect.poll(states).toEqual(["S", "S"]);
    child.kill("SIGTSTP");
    await expect.poll(states).toEqual(["T", "T"]);
    child.stdin?.end("\n");
    child.kill("SIGCONT");
    expect((await once(child, "close"))[0]).toBe(0);
    expect(read()).toBe("went on\n");
  });

  test("a terminal is passed on, with its interrupt key", () => {
    const shown = bench.runOnTerminal("test -t 0 && test -t 1 && test -t 2 && tty && stty size >/dev/null && echo yes");
    expect(shown.stdout.replaceAll("\r", "")).toMatch(/^\/dev\/\S+\nyes\n$/u);
    const trap = "trap 'echo caught; exit 9' INT; echo start; sleep 100";
    const interrupted = bench.runOnTerminal(trap, {}, { after: "start", keys: "\\003" });
    expect(interrupted.stdout).toContain("caught");
    expect(interrupted.status).toBe(9);
  });

  test("an interactive shell has job control", () => {
    const typed = "sleep 30 &\\nkill %%1; wait %%1; echo status $?\\njobs -l; fg; set -o | grep monitor\\nexit 7\\n";
    const shell = { argv: ["bash", "--norc", "-i"] };
    const { stdout, status } = bench.runOnTerminal("", shell, { after: "bash-", keys: typed });
    expect(stdout).toContain("status 143");
    expect(stdout).toMatch(/monitor\s+on/u);
    expect(stdout).not.toContain("no job control");
    expect(status).toBe(7);
  });
});
