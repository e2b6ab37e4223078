/** What the exec gate costs: the same work in the same sandbox with it and without it, taking turns. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./bench-document.ts";

export interface GateRow {
  readonly name: string;
  readonly unit: "µs an exec" | "ms";
  /** Medians. */
  readonly bare: number;
  readonly gate: number;
  readonly budget: string;
}

interface Work {
  readonly name: string;
  readonly unit: GateRow["unit"];
  readonly command: string;
  readonly budget: string;
  /** Brings the folder back to where it was. */
  readonly reset: readonly [string, ...string[]];
  readonly rounds: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const execs = 1000;
const nothing = ["true"] as const;

const works: readonly Work[] = [
  {
    name: `fork and exec, ${execs} times the same`,
    unit: "µs an exec",
    command: `./loop ${execs}`,
    budget: "≤ 1.35 ×, ≤ 250 µs more",
    reset: nothing,
    rounds: 9,
  },
  {
    name: `fork and exec, ${execs} different ones`,
    unit: "µs an exec",
    command: `./loop ${execs} distinct`,
    budget: "≤ 1.35 ×, ≤ 250 µs more",
    reset: nothing,
    rounds: 9,
  },
  {
    name: "`make` of the native helper",
    unit: "ms",
    command: "make -s -C project",
    budget: "≤ 1.03 ×",
    reset: ["sh", "-c", "rm -f project/*.o project/warden"],
    rounds: 7,
  },
  {
    name: "`git clone` of a local repository",
    unit: "ms",
    command: "git clone -q --no-hardlinks repository clone",
    budget: "≤ 1.03 ×",
    reset: ["rm", "-rf", "clone"],
    rounds: 9,
  },
  {
    name: "`npm ci` of this project, from npm's cache",
    unit: "ms",
    command: "cd package && npm ci --silent --no-audit --no-fund --offline --cache ../cache",
    budget: "≤ 1.03 ×",
    reset: ["rm", "-rf", "package/node_modules"],
    rounds: 5,
  },
];

const makefile = `objects := $(patsubst %.c,%.o,$(wildcard *.c))
warden: $(objects)
\t$(CC) -static -o $@ $^
%.o: %.c
\t$(CC) -std=gnu17 -O2 -Wall -c -o $@ $<
`;

/** Runs all of it in a folder of its own. */
export function measureGate(node: string): readonly GateRow[] {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-gate-"));
  try {
    prepare(folder);
    return works.map((work) => measure(work, folder, node));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(work: Work, folder: string, node: string): GateRow {
  const times = { bare: [] as number[], gate: [] as number[] };
  for (let round = -1; round < work.rounds; round += 1) {
    for (const kind of ["bare", "gate"] as const) {
      run(work.reset, folder);
      const { stdout, stderr } = run([node, join(root, "scripts/run-once.ts"), kind, work.command], folder);
      const time = Number(work.unit === "ms" ? stderr.trimEnd().split("\n").at(-1) : stdout);
      if (round >= 0) times[kind].push(time);
    }
  }
  const { name, unit, budget } = work;
  return { name, unit, budget, bare: median(times.bare), gate: median(times.gate) };
}

function prepare(folder: string): void {
  run(["cc", "-O1", "-o", "loop", join(root, "scripts/fork-exec-loop.c")], folder);
  cpSync(join(root, "src/native"), join(folder, "project"), { recursive: true });
  writeFileSync(join(folder, "project/Makefile"), makefile);
  run(["git", "clone", "-q", "--bare", root, "repository"], folder);
  mkdirSync(join(folder, "package"));
  for (const name of ["package.json", "package-lock.json"]) cpSync(join(root, name), join(folder, "package", name));
  run(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--cache", "../cache"], join(folder, "package"));
}

function run([program, ...argv]: readonly [string, ...string[]], cwd: string): { stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return { stdout, stderr };
}
