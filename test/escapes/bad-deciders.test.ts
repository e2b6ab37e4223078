import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import type { Manner } from "../run/rough-decider.ts";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";

const patienceSeconds = 2;
const script = 'echo first; /bin/echo rough; echo "status $?"; /bin/echo fine; echo "status $?"';

/** What is left of the script; nothing rough in any of them. */
const refusedOnce = ["first", "status 126", "fine", "status 0"];
const refusedSince = ["first", "status 126", "status 126"];
const ended = ["first"];

const rows: readonly { readonly manner: Manner; readonly lines: readonly string[]; readonly quick?: boolean }[] = [
  { manner: "late", lines: refusedOnce },
  { manner: "never", lines: refusedOnce },
  { manner: "garbage", lines: refusedSince, quick: true },
  { manner: "a frame without end", lines: refusedSince, quick: true },
  { manner: "half a field", lines: refusedSince, quick: true },
  { manner: "an unknown id", lines: refusedOnce },
  { manner: "no id", lines: refusedOnce },
  { manner: "an unknown verdict", lines: refusedOnce, quick: true },
  { manner: "no verdict", lines: refusedOnce, quick: true },
  { manner: "no image", lines: refusedOnce, quick: true },
  { manner: "both verdicts", lines: refusedOnce, quick: true },
  { manner: "an end", lines: ended, quick: true },
  { manner: "half an end", lines: ended, quick: true },
  { manner: "its death", lines: ended, quick: true },
];

const linesOf = (stdout: string): readonly string[] => stdout.split("\n").filter((line) => line !== "");

/** The warden that a driver has started. */
async function wardenOf(driver: number): Promise<number> {
  let first = "";
  await until(
    () => (first = readFileSync(`/proc/${driver}/task/${driver}/children`, "utf8").split(" ")[0] ?? "") !== "",
  );
  return Number(first);
}

async function until(holds: () => boolean, interval = 20): Promise<void> {
  await expect.poll(holds, { interval }).toBe(true);
}

function begin(bench: Workbench, text: string) {
  const child = bench.start(text);
  const output: string[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, closed, said: () => output.join("") };
}

describe.skipIf(sandboxMissing() !== undefined).for(users)("when the gate's decider fails, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());

  test.for(rows)("it answers with $manner", ({ manner, lines, quick = false }) => {
    const started = performance.now();
    const { stdout } = bench.run(script, { manner, patienceSeconds: quick ? 60 : patienceSeconds });
    expect(linesOf(stdout)).toEqual(lines);
    expect(performance.now() - started).toBeLessThan(40_000);
  });

  test("it throws", () => {
    const { stdout, stderr } = bench.run(script, { throwsAt: "rough" });
    expect(linesOf(stdout)).toEqual(refusedOnce);
    expect(stderr).toContain("sallyport: denied");
  });
});

describe.skipIf(sandboxMissing() !== undefined).for(users)("when the warden itself is struck, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());
  const loop = (mark: string): string =>
    `echo ready; i=0; while :; do /bin/sh -c 'echo x >>${mark}' x-${mark}; i=$((i+1)); [ -e ${mark}.enough ] && exit 7; done`;
  const size = (mark: string): number => {
    const path = join(bench.project, mark);
    return existsSync(path) ? readFileSync(path).length : 0;
  };
  const processesWith = (mark: string): readonly string[] =>
    readdirSync("/proc").filter((name) => {
      try {
        return /^\d+$/u.test(name) && readFileSync(`/proc/${name}/cmdline`, "utf8").includes(`x-${mark}`);
      } catch {
        return false;
      }
    });

  test("stopped, it lets nothing through, and goes on afterwards", async () => {
    const { child, closed } = begin(bench, loop("stopped"));
    await until(() => size("stopped") > 10);
    const warden = await wardenOf(child.pid ?? 0);
    process.kill(warden, "SIGSTOP");
    // What it had allowed may still be on its way.
    let before = -1;
    await until(() => {
      const grown = size("stopped") > before;
      before = size("stopped");
      return !grown;
    }, 500);
    process.kill(warden, "SIGCONT");
    await until(() => size("stopped") > before + 10);
    writeFileSync(join(bench.project, "stopped.enough"), "");
    expect(await closed).toBe(7);
  });

  test("killed in the middle, it takes everything along", async () => {
    const { child, closed } = begin(bench, loop("killed"));
    await until(() => size("killed") > 10);
    process.kill(await wardenOf(child.pid ?? 0), "SIGKILL");
    expect(await closed).toBe(125);
    const before = size("killed");
    await sleep(300);
    expect(size("killed")).toBe(before);
    expect(processesWith("killed")).toEqual([]);
    // What it left on the host, a cgroup among it, the next one clears away.
    expect(bench.run("true").status).toBe(0);
  });
});

/** A caller's standard error is written to only if the caller could, and nobody waits for it. */
const streams: readonly { readonly name: string; readonly script: string; readonly stdout: string }[] = [
  { name: "closed", script: "/bin/date 2>&-; echo $?", stdout: "126\n" },
  { name: "an appending file", script: "echo 1 >log; /bin/date 2>>log; echo $?; cat log", stdout: "126\n1\nLINE\n" },
  { name: "a file", script: "/bin/date 2>log; echo $?; cat log", stdout: "126\nLINE\n" },
  {
    name: "a file with two writers",
    script: "exec 2>log; echo 1 >&2; /bin/date; echo 2 >&2; cat log | sed 's,^.*date: P.*,,;/^$/d'",
    stdout: "1\nLINE\n2\n",
  },
  { name: "read-only", script: "echo old >log; /bin/date 2<log; echo $?; cat log", stdout: "126\nold\n" },
  { name: "read-only and outside", script: "/bin/date 2</etc/passwd; echo $?", stdout: "126\n" },
  { name: "a pipe", script: "/bin/date 2>&1 >/dev/null | cat; echo done", stdout: "LINE\ndone\n" },
  { name: "a pipe without reader", script: "/bin/date 2> >(:); sleep 0.1; echo done", stdout: "done\n" },
  {
    name: "a full pipe",
    script: "mkfifo full; exec 6<>full 5>full; head -c 65536 /dev/zero >&5; (exec 2>&5; exec /bin/date); echo $?",
    stdout: "126\n",
  },
];

describe.skipIf(sandboxMissing() !== undefined).for(users)("the line of a refusal, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());

  test.for(streams)("to $name", ({ script: text, stdout }) => {
    const inner = text.replaceAll("/bin/date", "./caller");
    writeFileSync(join(bench.project, "caller"), '#!/usr/bin/perl\nexec "/bin/date"; exit 126;\n', { mode: 0o755 });
    const ran = bench.run(inner, { denied: ["date"] });
    expect(ran.stdout.replaceAll("sallyport: denied: date", "LINE")).toBe(stdout);
  });

  test("to a file that the caller holds for reading only", () => {
    const path = join(bench.folder, "outside");
    writeFileSync(path, "outside\n", { mode: 0o666 });
    const fd = openSync(path, constants.O_RDONLY);
    bench.run("(exec 2<&3; exec /bin/date); echo $?", { denied: ["date"], inherited: [fd] });
    closeSync(fd);
    expect(readFileSync(path, "utf8")).toBe("outside\n");
  });

  // What sudo starts writes to a pipe that it may not open again.
  test.for([
    { name: "with room", held: 0, line: "sallyport: denied: date\n" },
    { name: "that is full", held: 65536, line: "" },
  ])("to a pipe of somebody else's, $name", ({ held, line }) => {
    const path = join(bench.folder, `pipe-${held}`);
    execFileSync("mkfifo", ["-m", "600", path]);
    const pipe = openSync(path, constants.O_RDWR);
    writeSync(pipe, Buffer.alloc(held));
    const { stdout } = bench.run("(exec perl -e 'exec \"/bin/date\"; exit 126'); echo $?", {
      denied: ["date"],
      inherited: [pipe],
      through: ["bash", "-c", 'exec "$@" 2>&3 3>&-', "bash"],
    });
    expect(stdout).toBe("126\n");
    readSync(pipe, Buffer.alloc(held), 0, held, null);
    writeSync(pipe, "END");
    const rest = Buffer.alloc(4096);
    expect(rest.toString("utf8", 0, readSync(pipe, rest))).toBe(`${line}END`);
    closeSync(pipe);
  });
});
