import { printable } from "../../base/index.ts";
import { consult } from "../../consult/index.ts";
import { judgeRefused, runJudged, servedTools, type Session } from "../../engine/index.ts";
import { confirmInTurn, consultInTurn, noteInTurn } from "../ask-in-turn.ts";
import type { Turn } from "../take-turns.ts";
import { sayUsed } from "../tell-used.ts";
import type { Person } from "./ask-client.ts";
import { checkInput } from "./input-schema.ts";
import type { ToolCall, UseTool, Workplace } from "./tool-call.ts";
import { failureResult, textResult, type ToolResult } from "./tool-result.ts";
import { tools } from "./tools.ts";
import { refused, useBash, useBashOutput, useKillBash } from "./use-bash.ts";
import { useFetch } from "./use-fetch.ts";
import { useFile } from "./use-file.ts";

const prefix = "mcp__sallyport__";

/** What each tool is called here. */
export const servedNames: readonly (readonly [name: string, tool: string])[] = [...servedTools].map(([name, tool]) => [
  name.slice(prefix.length),
  tool,
]);

const uses: ReadonlyMap<string, UseTool> = new Map([
  ["Bash", useBash],
  ["BashOutput", useBashOutput],
  ["KillBash", useKillBash],
  ["WebFetch", useFetch],
]);

interface Called {
  readonly session: Session;
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly signal: ToolCall["signal"];
  readonly progress: ToolCall["progress"];
  readonly person: Person;
}

/** One call from its input to its result: judged, done, recorded. Whatever goes wrong is a result, too. */
export async function callTool(called: Called, workplace: Workplace): Promise<ToolResult> {
  const { session, name, given, signal } = called;
  try {
    const tool = servedTools.get(`${prefix}${name}`);
    const listed = tool === undefined ? undefined : tools.get(tool);
    if (tool === undefined || listed === undefined)
      return await refuse(session, { tool: name, input: given, why: `there is no tool ${printable(name, 100)} here` });
    const checked = checkInput(given, listed.inputSchema);
    if (!checked.ok) return await refuse(session, { tool, input: given, why: checked.message });
    const { input } = checked;
    const { turns } = workplace;
    using turn = atOnce.has(tool) ? turns.pass() : await turns.take(signal, () => noteInTurn(session, { tool, input }));
    if (turn === undefined)
      return await refuse(session, { tool, input, why: "too many calls wait already; send fewer at once" });
    if (signal.aborted) return await refuse(session, { tool, input, why: cancelled });
    return await useTool(called, { tool, input, turn }, workplace);
  } catch (error) {
    return failureResult(error);
  }
}

/** What ends or tells of a command is not to wait for commands. */
const atOnce: ReadonlySet<string> = new Set(["BashOutput", "KillBash"]);

const cancelled = "the client has cancelled it before it began";

interface Use {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly turn: Turn;
}

async function useTool(
  { session, signal, progress, person }: Called,
  { tool, input, turn }: Use,
  workplace: Workplace,
): Promise<ToolResult> {
  const means = { signal, ...person };
  const judgement = await consultInTurn(turn, means, (asked) => consult(session, tool, input, asked));
  if (signal.aborted) return await refuse(session, { tool, input, why: cancelled });
  const use = uses.get(tool) ?? useFile;
  const call = { session, judgement, signal, confirm: confirmInTurn(turn, means), progress };
  const { result, response } = await use(call, workplace);
  const told = [...(judgement.consulted?.told ?? [])];
  if (response === undefined) return withTold(result, told);
  const shown = await sayUsed(session, judgement, response, (line) => void told.push(line));
  return withTold(shown === undefined ? result : textResult(textOf(shown)), told);
}

function textOf(shown: unknown): string {
  return typeof shown === "string" ? shown : JSON.stringify(shown);
}

/** What hooks want the model to know stands behind the result. */
function withTold(result: ToolResult, told: readonly string[]): ToolResult {
  return { ...result, content: [...result.content, ...told.map((text) => ({ type: "text", text }) as const)] };
}

/** INVARIANT I8: what can't be judged has its record, too. */
async function refuse(session: Session, what: Parameters<typeof judgeRefused>[1]): Promise<ToolResult> {
  const judgement = judgeRefused(session, what);
  const { decision } = await runJudged(session, judgement, { argv: [], timeoutSeconds: undefined });
  return refused(session, decision);
}
