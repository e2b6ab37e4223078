import { ConfigError, exitStatus } from "../../base/index.ts";
import { consult, inputInstead } from "../../consult/index.ts";
import { openSession, planLines, type Session } from "../../engine/index.ts";
import { toVerdict } from "../verdict.ts";
import { writeAll } from "../world.ts";
import { checkBatch } from "./check-batch.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

/** Verdicts only: nothing runs and nothing is recorded. Status 0 when allowed, 126 when denied or to be asked. */
export const check: Command = {
  options: new Map([
    ["-c", "value"],
    ["--tool", "value"],
    ["--input", "value"],
    ["--batch", "flag"],
  ]),
  run(invocation) {
    const session = openSession(invocation.world, invocation.options);
    if (invocation.own.has("--batch")) return checkBatch(session, invocation.world.stdin());
    return checkOne(invocation, session);
  },
};

async function checkOne(invocation: Invocation, session: Session): Promise<number> {
  const { tool, input } = wanted(invocation);
  const judgement = await consult(session, tool, input);
  const { decision } = judgement;
  const updatedInput = inputInstead(judgement);
  if (invocation.options.json) writeAll(1, `${JSON.stringify(toVerdict(null, decision, updatedInput))}\n`);
  else {
    const lines = decision.reasons.map((reason) => `  ${reason.code}: ${reason.message}`);
    const plan = decision.plan === undefined ? [] : planLines(decision.plan);
    writeAll(1, `${[decision.effect, ...lines, ...plan].join("\n")}\n`);
  }
  return decision.effect === "allow" ? 0 : exitStatus.denied;
}

function wanted(invocation: Invocation): { tool: string; input: Readonly<Record<string, unknown>> } {
  const command = ownValue(invocation, "-c");
  const tool = ownValue(invocation, "--tool");
  if (command !== undefined && tool === undefined) return { tool: "Bash", input: { command } };
  if (tool === undefined || command !== undefined) {
    throw new ConfigError("config/usage", "check: give one of -c CMD, --tool NAME --input JSON, or --batch");
  }
  return { tool, input: parseInput(ownValue(invocation, "--input") ?? "{}") };
}

function parseInput(text: string): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(text);
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return { ...input };
  } catch {
    // not JSON: said below
  }
  throw new ConfigError("config/usage", "check: --input takes a JSON object");
}
