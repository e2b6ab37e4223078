import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Setting } from "./client.ts";
import { type Document, fieldsOf } from "./documents.ts";
import { forbidden, patience } from "./probes.ts";

const hello = {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "sallyport verify", version: "1" },
};

/** What a client asks, one after the other, and what is wrong with the answer, if anything. */
const asks: readonly {
  readonly method: string;
  readonly params: Document;
  readonly fault: (result: Document) => string;
}[] = [
  {
    method: "initialize",
    params: hello,
    fault: ({ serverInfo }) => (serverInfo === undefined ? "is no MCP server" : ""),
  },
  {
    method: "tools/list",
    params: {},
    fault: ({ tools }) => (Array.isArray(tools) && tools.length > 0 ? "" : "serves no tools: the profile leaves none"),
  },
  {
    method: "tools/call",
    params: { name: "bash", arguments: { command: forbidden } },
    fault: ({ isError }) => (isError === true ? "" : "does what must be refused"),
  },
];

/** Starts a server as a client does, asks for its tools, and for one thing that must be refused. Comes back with what is wrong with it. */
export async function tryServer(words: readonly string[], setting: Setting): Promise<string | undefined> {
  const [program = "", ...args] = words;
  const child = spawn(program, args, {
    cwd: setting.project,
    env: Object.fromEntries(setting.env),
    stdio: ["pipe", "pipe", "pipe"],
    signal: AbortSignal.timeout(patience),
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said = (said + chunk).slice(-300)));
  child.stdin.on("error", () => undefined); // EPIPE: it has gone, which its output tells
  const gone = new Promise<void>((resolve) => child.once("error", resolve).once("close", () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const fault = await talk(lines, (message) => void child.stdin.write(`${JSON.stringify(message)}\n`));
  child.stdin.end();
  await gone;
  return fault === undefined ? undefined : `\`${words.join(" ")}\` ${fault}${said === "" ? "" : `: ${said.trim()}`}`;
}

async function talk(lines: AsyncIterator<string>, send: (message: Document) => void): Promise<string | undefined> {
  for (const [id, { method, params, fault }] of asks.entries()) {
    send({ jsonrpc: "2.0", id, method, params });
    const result = await answerTo(id, lines);
    const why = result === undefined ? `does not answer ${method}` : fault(result);
    if (why !== "") return why;
    if (method === "initialize") send({ jsonrpc: "2.0", method: "notifications/initialized" });
  }
  return undefined;
}

/** Other messages are none of ours. Nothing when it has gone, or answers with an error. */
async function answerTo(id: number, lines: AsyncIterator<string>): Promise<Document | undefined> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) return undefined;
    const message = messageOf(value);
    if (message["id"] === id) return typeof message["result"] === "object" ? { ...message["result"] } : undefined;
  }
}

function messageOf(line: string): Document {
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return {}; // not a message
  }
}
