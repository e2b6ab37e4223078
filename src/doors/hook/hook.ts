import { fstatSync } from "node:fs";
import { ConfigError, exitStatus, printable, reasonCodes } from "../../base/index.ts";
import { openSession, passClient, refuseClient } from "../../engine/index.ts";
import { type CommonOptions, parseOptions } from "../options.ts";
import { recordFailure } from "../record-failure.ts";
import { type World, writeAll, writeWhole } from "../world.ts";
import { afterFailure } from "./after-failure.ts";
import { afterTool } from "./after-tool.ts";
import { atAgentEnd } from "./at-agent-end.ts";
import { atSession, isAtSession } from "./at-session.ts";
import { beforeTool } from "./before-tool.ts";
import { type Client, clients } from "./clients.ts";
import { type HookEvent, readEvent, type ToolUse } from "./read-event.ts";
import { sessionOf } from "./session-of.ts";

/** What is said to the client: the whole of standard output, or nothing. */
export type HookAnswer = Readonly<Record<string, unknown>> | undefined;

/** An event about a tool. */
export interface ToolEvent extends HookEvent {
  readonly use: ToolUse;
}

type Answer = (event: ToolEvent, asked: HookAsked) => HookAnswer | Promise<HookAnswer>;

export interface HookAsked {
  readonly world: World;
  readonly options: CommonOptions;
  readonly client: Client;
}

const toolAnswers = new Map<string, Answer>([
  ["PreToolUse", beforeTool],
  ["PostToolUse", afterTool],
  ["PostToolUseFailure", afterFailure],
]);

/**
 * `hook [--client claude|codex]`: one event of a client in, the answer out. Clients let a call run when its hook fails in any way but
 * with status 2: whatever goes wrong ends so.
 */
export async function runHook(world: World, argv: readonly string[]): Promise<number> {
  try {
    const answer = await answerTo(world, argv);
    if (answer === undefined || (isRead(1) && writeWhole(1, `${JSON.stringify(answer)}\n`))) return 0;
    writeAll(2, "sallyport: hook: the client does not read the answer\n");
  } catch (error) {
    writeAll(2, `sallyport: ${printable(reasonOf(error), 1000)}\n`);
  }
  return exitStatus.usage;
}

async function answerTo(world: World, argv: readonly string[]): Promise<HookAnswer> {
  const parsed = parseOptions(argv, world.env, new Map([["--client", "value"]]));
  if (!parsed.ok) throw new ConfigError("config/usage", `hook: ${parsed.message}`);
  const { options, own, rest } = parsed;
  const client = clients.get(own.get("--client")?.at(-1) ?? "claude");
  if (client === undefined || rest.length > 0)
    throw new ConfigError(
      "config/usage",
      `hook: --client takes ${[...clients.keys()].join(" or ")}; there are no words`,
    );
  const read = await readEvent(world.stdin());
  if (!read.ok) {
    const told = recordFailure(read.message, () => refuseClient(openSession(world, options), read.message));
    if (read.isOfEnd === true) return sayOf(told);
    throw new ConfigError("config/usage", `hook: ${told}`);
  }
  try {
    return await answerEvent(read.event, { world, options, client });
  } catch (error) {
    const why = reasonOf(error);
    throw new Error(
      recordFailure(why, () => refuseClient(openSession(world, options), why)),
      { cause: error },
    );
  }
}

/** INVARIANT I4: what a client asks about a tool, and is not known here, it is not to do. Of what is about no tool nothing is decided. */
async function answerEvent(event: HookEvent, asked: HookAsked): Promise<HookAnswer> {
  const { name, use } = event;
  if (isAtSession(name)) return await atSession(event, name, asked);
  if (name === "SubagentStop") return atAgentEnd(event, asked);
  if (use === undefined) return passOther(event, asked);
  const answer = toolAnswers.get(name);
  const known = [...toolAnswers.keys()].join(" and ");
  if (answer === undefined)
    throw new ConfigError(
      "config/usage",
      `hook: \`${printable(name)}\` is not known here, and is about a tool; of those have it called for ${known} alone`,
    );
  return await answer({ ...event, use }, asked);
}

/** INVARIANT I4 is about tools: an agent that status 2 keeps from ending does more. */
function sayOf(told: string): undefined {
  writeAll(2, `sallyport: hook: ${printable(told, 1000)}\n`);
}

/** A client that tells of more than it was asked to goes on: to some of it status 2 means that it may not even stop. */
function passOther(event: HookEvent, asked: HookAsked): undefined {
  writeAll(2, `sallyport: hook: ${printable(event.name)}: ${reasonCodes["hook/other-event"]}\n`);
  try {
    passClient(sessionOf(event, asked, event.name).session, event.name);
  } catch (error) {
    writeAll(2, `sallyport: ${printable(reasonOf(error), 1000)}\n`);
  }
}

/** Where nothing that is written is read by anybody, as with a closed standard output. */
const nowhere = 0x01_03;

function isRead(fd: 1): boolean {
  return fstatSync(fd).rdev !== nowhere;
}

/** One line, the first issue of a profile included. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [issue] = error instanceof ConfigError ? error.issues : [];
  if (issue === undefined) return error.message;
  return `${error.message}: ${issue.file}:${issue.line}:${issue.column}: ${issue.message}; wanted: ${issue.wanted}`;
}
