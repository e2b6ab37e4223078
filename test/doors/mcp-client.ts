/** A client of the MCP server, by the official kit, and one that writes raw lines. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Client, type ClientOptions } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { Installation } from "./installation.ts";

/** What a model reads. */
interface Answer {
  readonly text: string;
  readonly failed: boolean;
}

export interface ToolClient extends AsyncDisposable {
  readonly client: Client;
  readonly call: (name: string, input?: Readonly<Record<string, unknown>>) => Promise<Answer>;
}

/** Starts a server with these options and shakes hands with it. */
export async function connect(
  place: Installation,
  argv: readonly string[] = [],
  options: ClientOptions = {},
  prepare: (client: Client) => void = () => undefined,
): Promise<ToolClient> {
  const [command, ...args] = place.argv(["mcp", "--quiet", ...argv]);
  const client = new Client({ name: "test", version: "1" }, options);
  prepare(client);
  await client.connect(
    new StdioClientTransport({ command, args, env: { ...place.env }, cwd: place.project, stderr: "inherit" }),
  );
  return {
    client,
    call: async (name, input = {}) => answerOf(await client.callTool({ name, arguments: { ...input } })),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

function answerOf({ content, isError, structuredContent }: Awaited<ReturnType<Client["callTool"]>>): Answer {
  if (structuredContent !== undefined) throw new Error("there is a structured part");
  const texts = content.map((part) => (part.type === "text" ? part.text : `(${part.type})`));
  return { text: texts.join("\n"), failed: isError === true };
}

export interface RawClient {
  readonly pid: number | undefined;
  readonly send: (line: string) => void;
  /** Reads no more. */
  readonly pause: () => void;
  /** The next message; fails when there is none any more. */
  readonly next: () => Promise<Readonly<Record<string, unknown>>>;
  /** Closes the server's input; resolves with its exit status. */
  readonly hangUp: () => Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
}

export function connectRaw(place: Installation, argv: readonly string[] = []): RawClient {
  const [command, ...args] = place.argv(["mcp", "--quiet", ...argv]);
  const child = spawn(command, args, {
    env: { ...place.env },
    cwd: place.project,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const reader = createInterface({ input: child.stdout });
  const lines = reader[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.stdin.on("error", () => undefined); // EPIPE: it has gone first
  return {
    pid: child.pid,
    send: (line) => void child.stdin.write(`${line}\n`),
    pause: () => void reader.pause(),
    next: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error("the server has gone");
      return JSON.parse(value);
    },
    hangUp: () => {
      child.stdin.end();
      return ended;
    },
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
