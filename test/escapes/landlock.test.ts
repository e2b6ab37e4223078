import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { createWorkbench, type RunCase, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { type AnswerRow, answersOf, expectedOf, scriptOf } from "./answer-rows.ts";
import { landlockCases, landlockLimits } from "./landlock.cases.ts";

const files = ["plain", ".env", "closed/key", "lib/file", "free/x", "src/deep/token"];

function furnish({ project, user }: Workbench): void {
  for (const folder of ["closed", "lib", "free", "src", "src/deep"]) mkdirSync(join(project, folder));
  for (const file of files) writeFileSync(join(project, file), "text\n");
  for (const path of ["closed", "lib", "free", "src", "src/deep", ...files]) {
    chownSync(join(project, path), user.uid, user.uid);
  }
}

function wallsOf({ project }: Workbench): NonNullable<RunCase["profile"]> {
  const at = (names: readonly string[]): readonly string[] => names.map((name) => join(project, name));
  return {
    backend: "landlock",
    allowed: [project],
    denied: at([".env", "closed", "src/deep/token", "gone"]),
    readOnly: at(["lib", "lock"]),
  };
}

const all: readonly AnswerRow[] = [...landlockCases, ...landlockLimits];

describe.skipIf(sandboxMissing() !== undefined).for(users)("files by Landlock alone, as $name", (user) => {
  const bench = createWorkbench(user);
  const outside = createWorkbench(user);
  afterAll(() => [bench, outside].forEach((each) => each[Symbol.dispose]()));
  furnish(bench);
  furnish(outside);
  const shared = [bench, outside].map(({ folder }) => `/dev/shm/${basename(folder)}`);
  for (const file of shared) {
    writeFileSync(file, "text\n");
    chownSync(file, user.uid, user.uid);
  }
  afterAll(() => shared.forEach((file) => rmSync(file)));
  for (const { folder } of [bench, outside]) chmodSync(folder, 0o777); // so that the project may be moved

  test("outside each of them works", () => {
    const { stdout } = outside.control(`TMPDIR=$(mktemp -d)\n${scriptOf(all)}\nrm -rf "$TMPDIR"`);
    expect(answersOf(all, stdout)).toEqual(expectedOf(all, "control"));
  });

  test("inside each gets its answer", () => {
    const { stdout } = bench.run(scriptOf(all), { profile: wallsOf(bench) });
    expect(answersOf(all, stdout)).toEqual(expectedOf(all, "answer"));
  });

  test("nothing has changed by it", () => {
    for (const file of files.filter((each) => each !== "plain")) {
      expect(readFileSync(join(bench.project, file), "utf8")).toBe("text\n");
    }
    expect(shared.map((file) => readFileSync(file, "utf8"))).toEqual(["text\n", "text\n"]);
    expect(readdirSync("/dev/shm").filter((name) => name.startsWith(basename(bench.folder)))).toHaveLength(1);
    expect(existsSync(join(bench.project, "gone")) || existsSync(join(bench.project, "lock"))).toBe(false);
  });
});

/** Processes whose command line holds the mark. */
function processesWith(mark: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && (readProc(pid, "cmdline") ?? "").includes(mark));
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined; // gone in this moment
  }
}

function childrenOf(pid: number): readonly number[] {
  const text = readProc(pid, `task/${pid}/children`) ?? "";
  return text.trim().split(" ").filter(Boolean).map(Number);
}

async function eventually(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + 40_000;
  while (!holds() && performance.now() < end) await sleep(10);
  return holds();
}

let counter = 0;

describe.skipIf(sandboxMissing() !== undefined).for(users)("life without a namespace, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());
  const profile = { backend: "landlock" } as const;
  const temporary = (): readonly string[] =>
    readdirSync(join(bench.folder, "own/runtime")).filter((name) => name.startsWith("temp-"));
  const daemon = (mark: string): string =>
    `(setsid bash -c 'trap "" TERM HUP INT; echo; exec -a ${mark} sleep 1000 >/dev/null' </dev/null 2>/dev/null &) | read -r _; (exec -a ${mark} sleep 1000) & :`;
  const newMark = (): string => `sallyport-alone-${process.pid}-${(counter += 1)}`;

  test("the layers say what holds", () => {
    const { stderr } = bench.run("true", { profile, verbose: true });
    const layers: readonly { readonly name: string; readonly held: boolean }[] = JSON.parse(stderr).layers;
    expect(layers.filter(({ held }) => held).map(({ name }) => name)).toEqual([
      "capabilities",
      "limits",
      "landlock",
      "seccomp",
      "exec-gate",
    ]);
  });

  test("where namespaces are forbidden it is chosen, and holds", () => {
    const script = "cat ../home/secret; echo x > made; cat made; echo end";
    writeFileSync(join(bench.home, "secret"), "secret\n", { mode: 0o644 });
    const { status, stdout, stderr } = bench.runWithoutNamespaces(script, { verbose: true });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "x\nend\n" });
    expect(stderr).toContain('"name":"landlock","held":true');
    expect(bench.run("cat ../home/secret", { profile: { backend: "none" } }).stdout).toBe("secret\n");
  });

  test("daemons end with their command", () => {
    const mark = newMark();
    expect(bench.run(`${daemon(mark)}; exit 3`, { profile }).status).toBe(3);
    expect(processesWith(mark)).toEqual([]);
    expect(temporary()).toEqual([]);
  });

  test("so does who waits for them", async () => {
    expect(bench.run("rm -f pipe; mkfifo pipe; (setsid bash -c ': > pipe' &); sleep 0.3", { profile }).status).toBe(0);
    expect(await eventually(() => processesWith(bench.folder).length === 0)).toBe(true);
  });

  test("and at the deadline, also when they are stopped", () => {
    const mark = newMark();
    const { status } = bench.run(`trap '' TERM; ${daemon(mark)}; kill -STOP $$`, {
      profile,
      timeoutSeconds: 1,
      graceSeconds: 0.3,
    });
    expect(status).toBe(124);
    expect(processesWith(mark)).toEqual([]);
  });

  /** Which process is killed hard, seen from the one that was started: Sallyport, its helper, the helper's other half. */
  test.for([0, 1, 2])("killed hard at depth %i, we take the command along", async (depth) => {
    const mark = newMark();
    const child = bench.start(
      `echo x > "$TMPDIR/file"; rm -f pipe; mkfifo pipe; (: > pipe) & : > /dev/shm/left; ${daemon(mark)}; echo ready; exec -a ${mark} sleep 1000`,
      {
        profile,
      },
    );
    if (child.stdout === null || child.pid === undefined) throw new Error("no child");
    await once(child.stdout, "data");
    expect(processesWith(mark).length).toBeGreaterThan(2);
    let victim = child.pid;
    for (let level = 0; level < depth; level += 1) victim = childrenOf(victim)[0] ?? 0;
    expect(victim).toBeGreaterThan(1);
    process.kill(victim, "SIGKILL");
    expect(await eventually(() => processesWith(mark).length === 0)).toBe(true);
    expect(await eventually(() => processesWith(bench.folder).length === 0)).toBe(true);
    bench.run("true", { profile });
    expect(temporary()).toEqual([]);
  });

  // Who may look into a process that can't be dumped.
  if (process.getuid?.() === 0)
    test("the standing half holds nothing of the other one's open", async () => {
      const child = bench.start("echo ready; read -r _", { profile });
      if (child.stdout === null || child.pid === undefined) throw new Error("no child");
      await once(child.stdout, "data");
      const [outer = 0] = childrenOf(child.pid);
      const [standing = 0] = childrenOf(outer);
      const open = (pid: number): readonly string[] =>
        readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
      expect(open(outer).filter((path) => path.includes("/wardens/"))).not.toEqual([]);
      expect(
        open(standing).filter((path) => !/^(?:\/dev\/null|socket:.*|anon_inode:\[signalfd\])$/u.test(path)),
      ).toEqual([]);
      expect(open(standing).filter((path) => path.startsWith("socket:"))).toHaveLength(1);
      child.stdin?.end("\n");
      await once(child, "exit");
    });

  test("nobody inside signals the helper", () => {
    const { stdout } = bench.run("kill -9 -1; kill -9 $PPID; echo $?; trap 'echo own' USR1; kill -USR1 $$", {
      profile,
    });
    expect(stdout).toBe("1\nown\n");
  });

  test("a signal reaches everybody inside", async () => {
    const child = bench.start(
      `bash -c 'trap "echo inner; exit" TERM; { echo ready; exec sleep 1000; } & wait' & trap 'echo outer; wait; exit 5' TERM; echo ready; wait`,
      { profile },
    );
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => (text += String(chunk)));
    await eventually(() => text.split("ready").length > 2);
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(5);
    expect(text.split("\n").toSorted()).toEqual(["", "inner", "outer", "ready", "ready"]);
  });

  test("the temporary folder goes, whatever was made of it", () => {
    const deep = "for i in $(seq 400); do mkdir -p d && cd d && echo x > f; done; chmod 0 . ; cd /";
    const { status } = bench.run(
      `cd "$TMPDIR" && mkdir -p closed/in && chmod 0 closed && ln -s / root && ${deep}; chmod 0 "$TMPDIR"`,
      { profile },
    );
    expect(status).toBe(0);
    expect(temporary()).toEqual([]);
    expect(existsSync("/etc/passwd")).toBe(true);
  });
});
