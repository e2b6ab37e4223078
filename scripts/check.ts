/**
 * Every check of the house, then the tests; `--sandbox` adds those that start real sandboxes. Each check counts as
 * one, each test as one; the last line is `N passed, N failed`. With REQUIRE_SANDBOX=1 a skipped sandbox test
 * is a failed one.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Shown when something failed. */
  readonly output: string;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<Tally>;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "sallyport-check-"));
const sources = ["src", "test", "scripts"];

const checks: readonly Step[] = [
  command("types", "tsc", "-p", "."),
  command("lint", "oxlint", ...sources),
  command("format", "oxfmt", "--check", ...sources, "sandbox-profiles", "package.json"),
  command("rooms", "node", "scripts/check-rooms.ts"),
  command("unused", "knip", "--no-progress", "--treat-config-hints-as-errors"),
  command("build", "node", "scripts/build.ts"),
];

const unitTests: Step = tests("unit");
const sandboxTests: Step = tests("sandbox");

function command(name: string, ...argv: readonly [string, ...string[]]): Step {
  return {
    name,
    run: async () => {
      const { status, output } = await run(argv);
      return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
    },
  };
}

function tests(project: "unit" | "sandbox"): Step {
  const report = join(scratch, `${project}.json`);
  const argv = ["vitest", "run", "--config=test/vitest.config.ts", `--project=${project}`] as const;
  return {
    name: `${project} tests`,
    run: async () => {
      const { status, output } = await run([
        ...argv,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ]);
      const strict = project === "sandbox" && process.env["REQUIRE_SANDBOX"] === "1";
      return countTests(status, output, existsSync(report) ? readFileSync(report, "utf8") : undefined, strict);
    },
  };
}

interface TestResult {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages: readonly string[];
}

interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file did not load; empty otherwise. */
    readonly message: string;
    readonly assertionResults: readonly TestResult[];
  }[];
}

/** A file that did not load counts as one failure, and so does a run that fails in no test or looked at none. */
function countTests(status: number, output: string, report: string | undefined, strict: boolean): Tally {
  if (report === undefined) return { passed: 0, failed: 1, output };
  const { testResults } = JSON.parse(report) as TestReport;
  const count = (wanted: string): number =>
    testResults.flatMap((file) => file.assertionResults).filter(({ status }) => status === wanted).length;
  const skipped = testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status !== "passed" && test.status !== "failed");
  const notLoaded = testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const passed = count("passed");
  const failed = count("failed") + notLoaded.length + (strict ? skipped.length : 0);
  const broken = failed === 0 && (status !== 0 || passed === 0);
  if (broken) return { passed, failed: 1, output };
  // Thousands of passed tests would bury the one that failed.
  const causes = [
    ...notLoaded.map((file) => `failed: ${file.name}\n${file.message}`),
    ...testResults.flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status === "failed")
        .map((test) => `failed: ${file.name} > ${test.fullName}\n${test.failureMessages.join("\n")}`),
    ),
    ...(strict ? skipped.map((test) => `skipped: ${test.fullName}`) : []),
  ];
  return { passed, failed, output: causes.join("\n\n") };
}

function run(argv: readonly [string, ...string[]]): Promise<{ readonly status: number; readonly output: string }> {
  const [program, ...args] = argv;
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}` },
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => done({ status: 1, output: error.message }));
    child.on("close", (status) => done({ status: status ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

async function report(step: Step): Promise<Tally> {
  const start = performance.now();
  const tally = await step.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${tally.failed === 0 ? "ok  " : "FAIL"} ${step.name} (${tally.passed}/${tally.passed + tally.failed}, ${seconds} s)`,
  );
  if (tally.failed > 0) console.log(tally.output);
  return tally;
}

/** Two at a time fill two cores; tests come last and alone, so that their timeouts mean something. */
async function runAll(): Promise<readonly Tally[]> {
  const queue = [...checks];
  const tallies: Tally[] = [];
  const worker = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) tallies.push(await report(step));
  };
  await Promise.all([worker(), worker()]);
  tallies.push(await report(unitTests));
  if (process.argv.includes("--sandbox")) tallies.push(await report(sandboxTests));
  return tallies;
}

const tallies = await runAll();
rmSync(scratch, { recursive: true, force: true });
const total = (key: "passed" | "failed"): number => tallies.reduce((sum, tally) => sum + tally[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") === 0 ? 0 : 1;
