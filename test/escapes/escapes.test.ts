import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createWorkbench, sandboxMissing, type User, users, type Workbench } from "../run/workbench.ts";
import { answerOn, type Attempt, type Backend, controlAnswers, type Role } from "./attempts/attempt.ts";
import { areas, attempts } from "./attempts/attempts.ts";
import { survivors } from "./attempts/survivors.cases.ts";
import { differencesOn } from "./differences.ts";
import { type Answers, attemptsScript, lacking, readAnswers } from "./run-attempts.ts";
import { createStage, slugOf, type Stage } from "./stage.ts";

const backends: readonly Backend[] = ["bubblewrap", "landlock"];
const combinations = backends.flatMap((backend) =>
  (["root", "ordinary"] as const).map((role: Role) => ({ backend, role })),
);
const fewest = 80;
const partSize = 100;
const patience = 300_000;
const isRoot = process.getuid?.() === 0;
const untouched = `connections=0 datagrams=0 signals=0 memory=SECRET messages=1 attached=0 removed=no semaphore=0 nice=${getPriority()} scheduler=0`;

const roleOf = (user: User): Role => (user.uid === 0 ? "root" : "ordinary");
const different = (backend: Backend): ReadonlySet<string> => new Set(differencesOn(backend).map(({ name }) => name));
const possible = attempts.filter((attempt) => lacking(attempt) === undefined);

/** What `unshare` puts around a control. */
const surroundings = {
  namespace: ["unshare", "-Urmnipu", "--fork", "--mount-proc", "--kill-child"],
  root: ["unshare", "-mniu"],
} as const;

const surroundingKinds = [undefined, "namespace", "root"] as const;

function compile(folder: string): string {
  const source = fileURLToPath(new URL("attacks", import.meta.url));
  const files = readdirSync(source).filter((name) => name.endsWith(".c"));
  mkdirSync(join(folder, "bin"));
  const attack = join(folder, "bin/attack");
  const argv = [
    "-O1",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-static",
    "-o",
    attack,
    ...files.map((name) => join(source, name)),
  ];
  const { status, stderr } = spawnSync("cc", argv, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the attacks do not compile: ${stderr}`);
  return attack;
}

/** Variables that lead to sockets of the host's. */
const agents = (stage: Stage): Record<string, string> =>
  Object.fromEntries(
    ["SSH_AUTH_SOCK", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "DOCKER_HOST"].map((name) => [
      name,
      join(stage.hidden, "stream"),
    ]),
  );

/** Not as an argument: whoever looks for a process by its words would find the shell. */
function writeScript(stage: Stage, script: string): string {
  const file = join(stage.project, "attempts.sh");
  writeFileSync(file, script);
  chmodSync(file, 0o644);
  return file;
}

/** What a careless caller has open. */
const openInherited = (stage: Stage): readonly number[] => [
  openSync(join(stage.hidden, "held"), "r+"),
  openSync(stage.hidden, "r"),
];

/** Not all in one sandbox: on a busy machine it would be stopped before it is through. */
const inParts = (all: readonly Attempt[]): readonly (readonly Attempt[])[] =>
  Array.from({ length: Math.ceil(all.length / partSize) }, (_, at) => all.slice(at * partSize, (at + 1) * partSize));

describe("the list of attempts", () => {
  test(`has more than ${fewest}, each under a name of its own`, () => {
    expect(new Set(attempts.map(({ name }) => slugOf(name))).size).toBe(attempts.length);
    expect(possible.length).toBeGreaterThanOrEqual(fewest);
    for (const rows of Object.values(areas)) expect(rows.length).toBeGreaterThanOrEqual(10);
  });

  test.for(combinations)("differs by name and reason alone on $backend as $role", ({ backend, role }) => {
    const working = attempts.filter((attempt) => controlAnswers(attempt).includes(answerOn(attempt, backend, role)));
    expect(working.map(({ name }) => name).toSorted()).toEqual([...different(backend)].toSorted());
    for (const { reason } of differencesOn(backend)) expect(reason).not.toBe("");
  });

  test("leaves out, with a reason, only what this kernel or host has not got", () => {
    const absent = attempts.filter((attempt) => lacking(attempt) !== undefined);
    expect(attempts.length - absent.length).toBe(possible.length);
    for (const attempt of absent) expect(lacking(attempt)).not.toBe("");
  });
});

describe.skipIf(sandboxMissing() !== undefined).for(users)("attempts to escape, as $name", (user) => {
  const role = roleOf(user);
  let bench: Workbench;
  let attack = "";
  beforeAll(() => {
    bench = createWorkbench(user);
    writeFileSync(join(bench.home, "notes"), "SECRET\n");
    attack = compile(bench.folder);
  });
  afterAll(() => bench[Symbol.dispose]());

  const stageFor = async (name: string): Promise<Stage> =>
    createStage({
      folder: join(bench.folder, name),
      attack,
      user,
      home: bench.home,
      attempts: [...attempts, ...survivors],
    });

  describe("without a sandbox", () => {
    let answers: Answers = new Map();
    let alive: readonly string[] = [];
    beforeAll(async () => {
      const stage = await stageFor("bare");
      control(stage, undefined, survivors);
      const living = (): typeof survivors => survivors.filter((attempt) => stage.alive(attempt));
      // Those that were started last may not have begun yet.
      await vi.waitUntil(() => living().length === survivors.length, { timeout: 30_000 }).catch(() => undefined);
      alive = living().map(({ name }) => name);
      answers = new Map(surroundingKinds.flatMap((as) => [...control(stage, as, possible)]));
      await stage.end();
    }, patience);

    const control = (stage: Stage, as: Attempt["control"]["as"], all: readonly Attempt[]): Answers => {
      const rows = all.filter(({ control: { as: wanted } }) => wanted === as);
      const script = attemptsScript(rows, {
        attack,
        stage,
        each: ({ attempt, control: other }) => ({
          text: other.attempt ?? attempt,
          prefix: as === undefined ? [] : surroundings[as],
        }),
      });
      if (as === "root" && !isRoot) return new Map();
      const [program, ...argv] = [...(as === "root" ? [] : user.prefix), "bash", writeScript(stage, script)];
      const inherited = openInherited(stage);
      const { stdout } = spawnSync(program, argv, {
        encoding: "latin1",
        env: { HOME: bench.home, ...agents(stage) },
        stdio: ["ignore", "pipe", "inherit", ...inherited],
      });
      for (const fd of inherited) closeSync(fd);
      return readAnswers(stdout);
    };

    test.for(possible)("one can $name", (attempt, { skip }) => {
      skip(attempt.control.as === "root" && !isRoot, "only root can show it");
      expect(controlAnswers(attempt)).toContain(answers.get(attempt.name));
    });

    test.for(survivors)("a process can $name", ({ name }) => {
      expect(alive).toContain(name);
    });
  });

  describe.for(backends)("on %s", (backend) => {
    let answers: Answers = new Map();
    let became: string | undefined;
    let alive: readonly string[] = [];
    let prints: { readonly before: readonly string[]; readonly after: readonly string[] } = { before: [], after: [] };
    beforeAll(async () => {
      const stage = await stageFor(backend);
      const but = new Set([...different(backend)].map(slugOf));
      const before = stage.fingerprint(but);
      const inherited = openInherited(stage);
      const parts = inParts([...possible, ...survivors]).map((part) => sandboxed(stage, part, inherited));
      alive = survivors.filter((attempt) => stage.alive(attempt)).map(({ name }) => name);
      for (const fd of inherited) closeSync(fd);
      answers = new Map(parts.flatMap(({ stdout }) => [...readAnswers(stdout)]));
      prints = { before, after: stage.fingerprint(but) };
      became = await stage.end();
      const broken = parts.map(({ stderr }) => stderr.slice(-500)).join("\n");
      if (answers.size < possible.length) throw new Error(`it broke off: ${broken}`);
    }, patience);

    const sandboxed = (
      stage: Stage,
      part: readonly Attempt[],
      inherited: readonly number[],
    ): ReturnType<Workbench["run"]> => {
      const each = ({ attempt }: Attempt): { readonly text: string; readonly prefix: readonly string[] } => ({
        text: attempt,
        prefix: [],
      });
      return bench.run("", {
        inherited,
        argv: ["bash", writeScript(stage, attemptsScript(part, { attack, stage, each }))],
        cwd: stage.project,
        env: agents(stage),
        denied: ["forbidden"],
        profile: {
          backend: backend === "bubblewrap" ? "auto" : backend,
          allowed: [stage.project],
          readOnly: [stage.shown, join(bench.folder, "bin")],
          denied: [`${stage.closed}/`],
          limits: { fileSizeMb: 64 },
        },
      });
    };

    test.for(possible)("one can't $name", (attempt) => {
      expect(answers.get(attempt.name)).toBe(answerOn(attempt, backend, role));
    });

    test.for(survivors)("a process can't $name", (attempt) => {
      expect(answers.get(attempt.name)).toBe("started");
      expect(alive).not.toContain(attempt.name);
    });

    test("nothing outside has changed", () => {
      expect(prints.after.length).toBeGreaterThan(fewest);
      expect(prints.after).toEqual(prints.before);
    });

    test("the victim has noticed nothing", () => {
      expect(became).toBe(untouched);
    });
  });
});
