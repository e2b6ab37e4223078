import { ConfigError, type Decision, exitStatus, codedError, printable } from "../../base/index.ts";
import { decodeText, openSession, readGroups } from "../../engine/index.ts";
import type { EgressTools } from "../egress-tools.ts";
import { jsonLine } from "../json-line.ts";
import { toVerdict, type Verdict } from "../verdict.ts";
import { writeAll } from "../world.ts";
import type { Invocation } from "./command.ts";
import { readLines } from "../read-lines.ts";

/** Longer lines are refused unread. */
const longestLine = 1024 * 1024;

/** `egress check URL…` and `egress check --batch`. Verdicts only: nothing is connected to. */
export async function egressCheck(invocation: Invocation, words: readonly string[]): Promise<number> {
  const tools = await invocation.world.egressTools();
  const batch = invocation.own.has("--batch");
  if (batch === words.length > 0)
    throw new ConfigError("config/usage", "egress check: give URLs, or --batch and lines");
  return batch ? checkBatch(invocation, tools) : checkUrls(invocation, { words, tools });
}

interface Urls {
  readonly words: readonly string[];
  readonly tools: EgressTools;
}

async function checkUrls({ world, options }: Invocation, { words, tools }: Urls): Promise<number> {
  const session = openSession(world, options);
  let status = 0;
  for (const word of words) {
    const decision = await tools.checkUrl(session, word);
    if (decision.effect !== "allow") status = exitStatus.denied;
    const lines = decision.reasons.map(({ code, message }) => `  ${code}: ${message}`);
    const text = `${[`${decision.effect} ${printable(word)}`, ...lines].join("\n")}\n`;
    writeAll(1, options.json ? jsonLine(toVerdict(word, decision)) : text);
  }
  return status;
}

/** A line of JSON in, a line out, in order. A line that can't be read is answered with a denial. */
async function checkBatch({ world }: Invocation, tools: EgressTools): Promise<number> {
  const groups = readGroups({ home: world.env.get("HOME") ?? world.user.home, env: world.env });
  for await (const bytes of readLines(world.stdin(), longestLine)) {
    if (bytes?.length === 0) continue;
    writeAll(1, jsonLine(await answer(bytes, (line) => tools.checkLine(line, groups))));
  }
  return 0;
}

async function answer(bytes: Uint8Array | undefined, check: (line: unknown) => Promise<Decision>): Promise<Verdict> {
  const text = bytes === undefined ? undefined : decodeText(bytes);
  if (text === undefined) return badLine("the line is too long, or not valid UTF-8");
  const line = parse(text);
  if (line === undefined) return badLine("the line is not JSON");
  const id: unknown = typeof line === "object" && line !== null && "id" in line ? line.id : null;
  try {
    return toVerdict(id, await check(line));
  } catch (error) {
    const { code, message } = codedError(error);
    writeAll(2, `sallyport: ${printable(message, 1000)}\n`);
    return { id, behavior: "deny", reasons: [{ code, subject: "line", message: printable(message, 1000) }] };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: said by the caller
  }
}

function badLine(why: string): Verdict {
  return { id: null, behavior: "deny", reasons: [{ code: "tool/bad-input", subject: "line", message: why }] };
}
