/**
 * Runs one command as `sallyport -c` would, with the exec gate or without it, and writes its duration in milliseconds as the
 * last line of standard error: `run-once.ts gate|bare COMMAND`.
 */
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createExecGate } from "../src/engine/exec-gate.ts";
import { judgeTool, openSession, planRun } from "../src/engine/index.ts";
import { runLaunch } from "../src/run/run-launch.ts";

const [, , kind, command = ""] = process.argv;
const env = new Map(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
);
const packageRoot = fileURLToPath(new URL("..", import.meta.url));
const user = { uid: process.getuid?.() ?? 0, home: env.get("HOME") ?? "/" };
// A deny rule, so that the gate has something to look for.
const session = openSession({ env, cwd: process.cwd(), packageRoot, user }, { disallowedTools: ["Bash(curl:*)"] });
const judgement = judgeTool(session, "Bash", { command });
if (judgement.decision.effect !== "allow") throw new Error(`\`${command}\` is not allowed`);
const launch = planRun(session, judgement, { argv: ["bash", "-c", command], timeoutSeconds: undefined });
const { warden } = session.host.places;
const { status, durationMs } =
  kind === "gate"
    ? await runLaunch(launch, { warden, watch: createExecGate(session, judgement, launch) })
    : await runLaunch({ ...launch, gate: undefined }, { warden });
process.stderr.write(`\n${durationMs}\n`);
process.exitCode = status;
