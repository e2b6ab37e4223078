import { ConfigError, exitStatus, printable } from "../../base/index.ts";
import { consult } from "../../consult/index.ts";
import { alertLines, decodeText, openSession, refusalLine, runWatchedTool } from "../../engine/index.ts";
import { personFor } from "../ask-person.ts";
import { sayUsed } from "../tell-used.ts";
import { toVerdict } from "../verdict.ts";
import { writeAll } from "../world.ts";
import type { Command } from "./command.ts";

/** Longer inputs are refused unread. */
const longestInput = 64 * 1024 * 1024;

/**
 * `tool NAME [JSON]`: one use of a tool for files, with the verdict and the record that an agent's would have. The input stands in
 * the words or comes by standard input. Status 0 when it was done, 1 when it could not be, 126 when denied.
 */
export const tool: Command = {
  options: new Map(),
  async run({ world, options, words }) {
    const [name, given] = words;
    if (name === undefined || words.length > 2)
      throw new ConfigError("config/usage", "tool: name one tool and its input");
    const text = given ?? (await readText(world.stdin()));
    const input = parseInput(text);
    if (input === undefined) throw new ConfigError("config/usage", "tool: the input must be one JSON object");
    const session = openSession(world, options);
    const say = (line: string): void => (options.quiet ? undefined : writeAll(2, `${line}\n`));
    const judgement = await consult(session, name, input, personFor(world, session, options));
    const { decision, result } = await runWatchedTool(session, judgement, { say });
    for (const line of alertLines(decision, session.loaded.profile)) say(line);
    if (result === undefined) {
      if (options.json) writeAll(1, `${JSON.stringify(toVerdict(null, decision))}\n`);
      say(refusalLine(decision, session.loaded.profile.name));
      return exitStatus.denied;
    }
    if (!result.ok) {
      if (options.json) writeAll(1, `${JSON.stringify({ error: result.fault })}\n`);
      say(`sallyport: ${printable(result.fault.message, 4000)}`);
      return 1;
    }
    const shown = await sayUsed(session, judgement, result.value.output, say);
    const { output, text: plain } = shown === undefined ? result.value : replaced(shown);
    writeAll(1, options.json ? `${JSON.stringify(output)}\n` : `${plain}\n`);
    return 0;
  },
};

/** What a hook has put in place of the output. */
function replaced(output: unknown): { readonly output: unknown; readonly text: string } {
  return { output, text: typeof output === "string" ? output : JSON.stringify(output) };
}

async function readText(input: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longestInput)
      throw new ConfigError("config/usage", `tool: the input is longer than ${longestInput} bytes`);
    chunks.push(bytes);
  }
  return decodeText(Buffer.concat(chunks)) ?? "";
}

function parseInput(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined; // not JSON: said by the caller
  }
}
