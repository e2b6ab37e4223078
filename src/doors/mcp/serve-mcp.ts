import process from "node:process";
import { Server, type ServerContext, type Tool } from "@modelcontextprotocol/server";
import { ConfigError, printable } from "../../base/index.ts";
import { tellSession } from "../../consult/index.ts";
import { hasTool, openAgentShells, openSession, type Session, watchPolicy } from "../../engine/index.ts";
import { parseOptions } from "../options.ts";
import { type World, writeAll } from "../world.ts";
import { askClient } from "./ask-client.ts";
import { callTool, servedNames } from "./call-tool.ts";
import { followCalls } from "./follow-calls.ts";
import { createLineTransport } from "./line-transport.ts";
import type { Workplace } from "./tool-call.ts";
import { tools } from "./tools.ts";

/**
 * Serves the tools over standard input and output until the client goes or a signal comes. Nothing that was started is left then,
 * and every call has its record. Returns the exit status.
 */
export async function runMcp(world: World, argv: readonly string[]): Promise<number> {
  const parsed = parseOptions(argv, world.env, new Map());
  if (!parsed.ok || parsed.rest.length > 0)
    throw new ConfigError("config/usage", `mcp: ${parsed.ok ? "takes no words" : parsed.message}`);
  const { options } = parsed;
  const say = (line: string): void =>
    options.quiet ? undefined : writeAll(2, `sallyport: ${printable(line, 1000)}\n`);
  const session = openSession(world, { ...options, served: true });
  await using stack = new AsyncDisposableStack();
  const server = new Server(
    { name: "sallyport", version: world.version },
    { capabilities: { tools: { listChanged: true } } },
  );
  const watched = stack.use(
    await watchPolicy(session, (line) => {
      say(line);
      server.sendToolListChanged().catch(() => undefined); // nobody has asked for the list yet
    }),
  );
  const shells = stack.use(openAgentShells());
  const workplace: Workplace = { shells, fetchPage: async () => (await world.egressTools()).fetchPage };
  const calls = stack.use(followCalls());
  server.setRequestHandler("tools/list", () => ({ tools: listTools(watched.current()) }));
  server.setRequestHandler("tools/call", ({ params: { name, arguments: given = {} } }, context) =>
    calls.follow(context, (signal) => {
      const standing = shells.standing(watched.current());
      const asked = { signal, progress: progressTo(context), approve: askClient(server) };
      return callTool({ session: standing, name, given, ...asked }, workplace);
    }),
  );
  const transport = createLineTransport(world.stdin());
  const signal = untilSignal();
  for (const line of (await tellSession(session, "SessionStart", "startup")).failed) say(line);
  await server.connect(transport);
  const status = await Promise.race([transport.ended.then(() => 0), signal]);
  await server.close();
  for (const line of (await tellSession(watched.current(), "SessionEnd", "other")).failed) say(line);
  return status;
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

/** Resolves with the status of a process that such a signal has ended. */
function untilSignal(): Promise<number> {
  return new Promise((resolve) => {
    for (const [name, number] of [
      ["SIGHUP", 1],
      ["SIGINT", 2],
      ["SIGTERM", 15],
    ] as const)
      process.once(name, () => resolve(128 + number));
  });
}
