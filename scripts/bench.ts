/**
 * Measures what stands in the budget, as ratios within one run, and writes the parts about it in
 * `docs/benchmarks.md`. The peer that is compared
 * with is installed into a temporary folder for the run.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Bench } from "tinybench";
import { judgeTool, openSession, type Session } from "../src/engine/index.ts";
import { madeBy, median, putSections } from "./bench-document.ts";
import { type GateRow, measureGate } from "./bench-gate.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const peer = "@anthropic-ai/sandbox-runtime@0.0.83";

const commands: readonly string[] = [
  "git status",
  "git log --oneline -n 20 | head",
  "npm run test -- --watch=false",
  "ls -la src",
  "cat package.json | jq .scripts",
  "grep -rn 'TODO' src --include='*.ts'",
  "find . -name '*.ts' -not -path './node_modules/*' -print",
  "sed -n '1,40p' README.md",
  'for f in src/*.ts; do wc -l "$f"; done',
  "cd packages/app && npm ci && npm run build",
  "python3 -m pytest -q tests/test_api.py",
  "docker compose up -d && docker compose logs --tail 50",
  "curl -fsSL https://example.com/install.sh -o install.sh",
  "cargo test --workspace --all-features 2>&1 | tail -n 30",
  "if [ -f .env ]; then echo present; else echo absent; fi",
  "git diff --stat HEAD~1 && git commit -am 'Update docs' && git push origin main",
  "timeout 60 make -j4 test",
  "rg -n 'export function' src -g '*.ts' | sort | uniq -c | sort -rn | head -20",
  "cat <<'END' > notes.md\n# Notes\nEND",
  'FOO=1 NODE_ENV=test node scripts/run.js --port="${PORT:-3000}"',
];

function sessionWith(rules: number): Session {
  const allowed = [
    "git:*",
    "npm:*",
    "ls:*",
    "cat:*",
    "python3:*",
    "docker:*",
    "cargo:*",
    "timeout:*",
    "make:*",
    "node:*",
    "curl:*",
    "sed:*",
    "rg:*",
    "find:*",
  ];
  const filler = Array.from({ length: Math.max(0, rules - 10) }, (_, index) => `Bash(tool${index} run${index % 97}:*)`);
  const env = new Map(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  return openSession(
    { env, cwd: root, packageRoot: root, user: { uid: process.getuid?.() ?? 0, home: env.get("HOME") ?? "/" } },
    {
      allowedTools: [...allowed.slice(0, 10).map((rule) => `Bash(${rule})`), ...filler],
      disallowedTools: ["Bash(git push --force:*)"],
    },
  );
}

/** Median microseconds for one command, over all of the typical ones. */
async function decideTime(rules: number): Promise<number> {
  const session = sessionWith(rules);
  const bench = new Bench({ time: 1500, warmupTime: 500 });
  bench.add("decide", () => {
    for (const command of commands) judgeTool(session, "Bash", { command });
  });
  await bench.run();
  const [task] = bench.tasks;
  const result = task?.result;
  if (result === undefined || !("latency" in result)) throw new Error("the benchmark gave no result");
  return (result.latency.p50 * 1000) / commands.length;
}

interface Contestant {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** What it reads. */
  readonly input?: string;
}

/** A command as a client asks its hook about it. */
const hookEvent = JSON.stringify({
  hook_event_name: "PreToolUse",
  session_id: "bench",
  permission_mode: "default",
  tool_name: "Bash",
  tool_input: { command: "git status" },
  tool_use_id: "bench-1",
});

/** Median wall milliseconds of each contestant; they take turns, so that a slow moment meets all alike. */
function startTimes(contestants: readonly Contestant[], rounds: number): ReadonlyMap<string, number> {
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round += 1) {
    for (const { name, argv, input } of contestants) {
      const [program, ...args] = argv;
      const begin = process.hrtime.bigint();
      const { status, stderr } = spawnSync(program, args, {
        ...(input !== undefined && { input }),
        stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
        cwd: workFolder,
        env: { ...process.env, XDG_STATE_HOME: state },
      });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.toString()}`);
      if (round >= 0) times.get(name)?.push(Number(process.hrtime.bigint() - begin) / 1e6);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

const workFolder = mkdtempSync(join(tmpdir(), "sallyport-bench-"));
/** Of sessions and records; it is no part of what commands work on. */
const state = mkdtempSync(join(tmpdir(), "sallyport-bench-state-"));
try {
  const node = join(root, "node_modules/node/bin/node");
  const made = madeBy("bench.ts");
  const few = await decideTime(10);
  const many = await decideTime(10_000);
  const batch = batchTime();
  spawnSync("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", workFolder, peer], {
    stdio: "inherit",
  });
  const bwrap = [
    "bwrap",
    "--ro-bind",
    "/",
    "/",
    "--dev",
    "/dev",
    "--proc",
    "/proc",
    "--unshare-all",
    "--die-with-parent",
  ] as const;
  const starts = startTimes(
    [
      { name: "node -e 0", argv: [node, "-e", "0"] },
      { name: "bwrap … bash -c true", argv: [...bwrap, "bash", "-c", "true"] },
      { name: "sallyport check -c true", argv: [join(root, "scripts/sallyport"), "check", "-c", "true"] },
      { name: "sallyport -c true", argv: [join(root, "scripts/sallyport"), "-c", "true"] },
      { name: "sallyport hook", argv: [join(root, "scripts/sallyport"), "hook"], input: hookEvent },
      { name: "sandbox-runtime: srt true", argv: [node, join(workFolder, "node_modules/.bin/srt"), "true"] },
    ],
    21,
  );
  putSections(sectionsOf({ made, few, many, batch, starts, gate: measureGate(node) }));
} finally {
  for (const folder of [workFolder, state]) rmSync(folder, { recursive: true, force: true });
}

/** Seconds for 1,000 lines of `check --batch`, start included. */
function batchTime(): number {
  const policy = {
    allowed_tools: ["Bash(git:*)", "Bash(npm:*)"],
    disallowed_tools: ["Bash(git push:*)"],
    mode: "dontAsk",
  };
  const lines = Array.from({ length: 1000 }, (_, id) =>
    JSON.stringify({ id, command: commands[id % commands.length], policy }),
  );
  const begin = process.hrtime.bigint();
  const { status, stdout } = spawnSync(join(root, "scripts/sallyport"), ["check", "--batch"], {
    input: `${lines.join("\n")}\n`,
    cwd: workFolder,
  });
  const answers = stdout.toString().trim().split("\n").length;
  if (status !== 0 || answers !== lines.length)
    throw new Error(`check --batch ended with ${status} after ${answers} answers`);
  return Number(process.hrtime.bigint() - begin) / 1e9;
}

function gateRow({ name, unit, bare, gate, budget }: GateRow): string {
  return `| ${name} | ${bare.toFixed(1)} ${unit} | ${gate.toFixed(1)} ${unit} | ${(gate / bare).toFixed(2)} | ${budget} |`;
}

function sectionsOf({
  made,
  few,
  many,
  batch,
  starts,
  gate,
}: {
  made: string;
  few: number;
  many: number;
  batch: number;
  starts: ReadonlyMap<string, number>;
  gate: readonly GateRow[];
}): Parameters<typeof putSections>[0] {
  const bare = starts.get("node -e 0") ?? Number.NaN;
  const rows = [...starts].map(([name, time]) => `| \`${name}\` | ${time.toFixed(1)} | ${(time / bare).toFixed(2)} |`);
  return {
    Deciding: `${made}

Parse, look-up of programs and paths on the host, and verdict, for ${commands.length} typical commands.

| | µs a command | budget |
| --- | --- | --- |
| 10 rules | ${few.toFixed(1)} | ≤ 60 |
| 10,000 rules | ${many.toFixed(1)} (${(many / few).toFixed(2)} ×) | ≤ 2 × |

1,000 lines of \`sallyport check --batch\`, start included: ${batch.toFixed(2)} s (budget: under 1 s).
`,
    Starting: `${made}

| | median ms | × \`node -e 0\` |
| --- | --- | --- |
${rows.join("\n")}

Budget: \`sallyport -c true\` at most 3 × \`node -e 0\` of the same Node; \`sallyport hook\`, one event about a command, under 150 ms.
`,
    "The exec gate": `${made}

The same work in the same sandbox, without the gate and with it: medians.

| | without | with | ratio | budget |
| --- | --- | --- | --- | --- |
${gate.map(gateRow).join("\n")}
`,
  };
}
