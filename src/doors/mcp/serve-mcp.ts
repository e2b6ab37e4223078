import process from "node:process";
import { Server, type ServerContext, type Tool } from "@modelcontextprotocol/server";
import { ConfigError, printable } from "../../base/index.ts";
import { tellSession } from "../../consult/index.ts";
import {
  admitOutside,
  hasTool,
  judgeRefused,
  openAgentShells,
  openSession,
  type Session,
  watchPolicy,
} from "../../engine/index.ts";
import { type CommonOptions, parseOptions } from "../options.ts";
import { recordFailure } from "../record-failure.ts";
import { takeTurns } from "../take-turns.ts";
import { type World, writeAll } from "../world.ts";
import { type Person, personAt } from "./ask-client.ts";
import { callTool, servedNames } from "./call-tool.ts";
import { followClientRoot } from "./client-root.ts";
import { type Calls, followCalls } from "./follow-calls.ts";
import { createLineTransport, type Refused } from "./line-transport.ts";
import type { Workplace } from "./tool-call.ts";
import { tools } from "./tools.ts";

/** Calls that go on at once, that wait for those, and that wait for people. */
const mostCalls = { atOnce: 16, waiting: 1000, asked: 100 };

/**
 * Serves the tools over standard input and output until the client goes or a signal comes. Nothing that was started is left then,
 * and every call has its record. Returns the exit status.
 */
export async function runMcp(world: World, argv: readonly string[]): Promise<number> {
  const options = readOptions(world, argv);
  const say = (line: string): void =>
    options.quiet ? undefined : writeAll(2, `sallyport: ${printable(line, 1000)}\n`);
  const session = openSession(world, { ...options, served: true });
  const signal = untilSignal(world);
  const begun = await tellSession(session, "SessionStart", "startup");
  for (const line of begun.failed) say(line);
  await using stack = new AsyncDisposableStack();
  const server = serverOf(world, begun.told);
  const watched = stack.use(
    await watchPolicy(session, (line) => {
      say(line);
      server.sendToolListChanged().catch(() => undefined); // nobody has asked for the list yet
    }),
  );
  const shells = stack.use(openAgentShells());
  const calls = stack.use(followCalls());
  const rootHeard = followClientRoot(server, { project: session.host.places.projectRoot, enter: shells.enter, say });
  const fetchPage: Workplace["fetchPage"] = async () => (await world.egressTools()).fetchPage;
  const current = (): Session => watched.current();
  answerRequests(server, {
    current,
    calls,
    rootHeard,
    workplace: { shells, fetchPage, turns: takeTurns(mostCalls) },
    person: () => personAt(server, current(), options),
  });
  const transport = createLineTransport(world.stdin(), world.stdout(), recordRefused(current));
  await server.connect(transport);
  const status = await Promise.race([transport.ended.then(() => 0), signal]);
  await server.close();
  // What hooks hear of last is the end.
  await stack.disposeAsync();
  for (const line of (await tellSession(current(), "SessionEnd", "other")).failed) say(line);
  // What nobody reads would keep this process.
  if (!(await transport.written())) process.exit(status);
  return status;
}

function readOptions({ env }: World, argv: readonly string[]): CommonOptions {
  const parsed = parseOptions(argv, env, new Map());
  if (parsed.ok && parsed.rest.length === 0) return parsed.options;
  throw new ConfigError("config/usage", `mcp: ${parsed.ok ? "takes no words" : parsed.message}`);
}

/** What hooks say at the beginning the client gets as instructions. */
function serverOf({ version }: World, told: readonly string[]): Server {
  const instructions = told.length > 0 && { instructions: told.join("\n") };
  return new Server(
    { name: "sallyport", version },
    { capabilities: { tools: { listChanged: true } }, ...instructions },
  );
}

/** INVARIANT I8: a call that is of no form, and a line that is no message, has its record, too. */
function recordRefused(current: () => Session): Refused {
  return (method, why) => {
    if (method !== undefined && method !== "tools/call") return why;
    return recordFailure(why, () => {
      const session = current();
      admitOutside(session, judgeRefused(session, { tool: "MCP", input: {}, why: printable(why, 1000) }));
    });
  };
}

interface Answering {
  /** The session as its profile is now. */
  readonly current: () => Session;
  readonly calls: Calls;
  readonly rootHeard: () => Promise<void>;
  readonly workplace: Workplace;
  /** Whom the client lets us ask, as far as it has told by now. */
  readonly person: () => Person;
}

function answerRequests(server: Server, { current, calls, rootHeard, workplace, person }: Answering): void {
  server.setRequestHandler("tools/list", () => ({ tools: listTools(current()) }));
  server.setRequestHandler("tools/call", ({ params: { name, arguments: given = {} } }, context) =>
    calls.follow(context, async (signal) => {
      await rootHeard();
      const standing = workplace.shells.standing(current());
      const asked = { signal, progress: progressTo(context), person: person() };
      return await callTool({ session: standing, name, given, ...asked }, workplace);
    }),
  );
}

/** Those that exist in the profile. */
function listTools(session: Session): Tool[] {
  return servedNames.flatMap(([name, tool]) => {
    const listed = hasTool(session, tool) ? tools.get(tool) : undefined;
    return listed === undefined ? [] : [{ name, ...listed }];
  });
}

/** Only for who has given a token for it; the numbers only ever rise. */
function progressTo({ mcpReq }: ServerContext): (message: string) => void {
  const token = mcpReq._meta?.progressToken;
  let count = 0;
  return (message) => {
    if (token === undefined) return;
    count += 1;
    const params = { progressToken: token, progress: count, message };
    mcpReq.notify({ method: "notifications/progress", params }).catch(() => undefined); // the client has gone
  };
}

const ending = [
  ["SIGHUP", 1],
  ["SIGINT", 2],
  ["SIGTERM", 15],
] as const;

/** Resolves with the status of a process that such a signal has ended; one that is ignored does not. */
function untilSignal({ ignored }: World): Promise<number> {
  return new Promise((resolve) => {
    for (const [name, number] of ending) if (!ignored.includes(name)) process.once(name, () => resolve(128 + number));
  });
}
