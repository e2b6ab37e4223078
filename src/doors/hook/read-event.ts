import { Readable } from "node:stream";
import { printable } from "../../base/index.ts";
import { decodeText } from "../../engine/index.ts";

/** What a client tells its hook, as far as it counts here. */
export interface HookEvent {
  readonly name: string;
  readonly session: string | undefined;
  readonly cwd: string | undefined;
  readonly mode: string | undefined;
  /** The kind of agent that it comes from, where that is not the first one. */
  readonly agent: string | undefined;
  /** What it calls that agent. */
  readonly agentId: string | undefined;
  /** Why the session begins or ends, of an event that says so. */
  readonly about: string | undefined;
  /** Of an event about a tool, whatever it is called: its use, as the client means to make it or has made it. */
  readonly use: ToolUse | undefined;
  /** Longer than is searched. */
  readonly isLong: boolean;
}

export interface ToolUse {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: unknown;
  readonly context: { readonly toolUseId?: string; readonly agentId?: string };
}

type EventRead =
  | { readonly ok: true; readonly event: HookEvent }
  /** `isOfEnd`: it tells at least that an agent ends. */
  | { readonly ok: false; readonly message: string; readonly isOfEnd?: boolean };

/** Longer events are refused; what a tool may write at once is far below. Bytes. */
const longestEvent = 8 * 1024 * 1024;

/** After a use a client tells of the files as they were and are, or of all that was printed. Bytes that are searched. */
export const longestSearched = 64 * 1024 * 1024;

/** Of a longer one it must be known what takes its place: a client shows what no answer of its shape replaces. Bytes. */
const longestAfter = 256 * 1024 * 1024;

/** A client that has not said all by then won't. */
const patienceMs = 20_000;

const aboutTools: ReadonlySet<string> = new Set(["PreToolUse", "PostToolUse", "PostToolUseFailure"]);

/** Events to which status 2 means that the agent has to go on. */
const aboutEnds: ReadonlySet<string> = new Set(["Stop", "SubagentStop"]);

/** Reads one event, to the end of the input: a client may take a pipe that breaks for a hook that failed. */
export async function readEvent(input: NodeJS.ReadableStream): Promise<EventRead> {
  const bytes = await readBytes(input);
  if (bytes === "late") return { ok: false, message: "the input does not end" };
  if (bytes === "long") return tooLong(longestAfter);
  const text = decodeText(bytes);
  if (text === undefined) return { ok: false, message: "the input is not valid UTF-8" };
  const fields = parseFields(text);
  if (fields === undefined) return { ok: false, message: "the input is not a JSON object" };
  const isAfter = textOf(fields, "hook_event_name")?.startsWith("PostToolUse") === true;
  if (bytes.length > longestEvent && !isAfter) return tooLong(longestEvent);
  return parseEvent(fields, bytes.length > longestSearched);
}

function tooLong(most: number): EventRead {
  return { ok: false, message: `the input is longer than ${most} bytes` };
}

async function readBytes(input: NodeJS.ReadableStream): Promise<Buffer | "late" | "long"> {
  const chunks: Buffer[] = [];
  let length = 0;
  const end = Promise.withResolvers<"end" | "late">();
  const late = setTimeout(() => end.resolve("late"), patienceMs);
  input.on("data", (chunk: string | Buffer) => {
    length += chunk.length;
    if (length <= longestAfter) chunks.push(Buffer.from(chunk));
  });
  input.on("end", () => end.resolve("end"));
  input.on("error", end.reject);
  const ended = await end.promise.finally(() => clearTimeout(late));
  if (ended === "late") {
    // What waits for input would keep this process until its client has lost patience, and lets the call run.
    if (input instanceof Readable) input.destroy();
    return "late";
  }
  return length > longestAfter ? "long" : Buffer.concat(chunks);
}

type Fields = ReadonlyMap<string, unknown>;

function parseFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined; // not JSON
  }
}

const texts = [
  "hook_event_name",
  "session_id",
  "cwd",
  "permission_mode",
  "tool_name",
  "tool_use_id",
  "agent_id",
  "agent_type",
];

function parseEvent(fields: Fields, isLong: boolean): EventRead {
  const wrong = texts.find((field) => !["string", "undefined"].includes(typeof (fields.get(field) ?? undefined)));
  const name = textOf(fields, "hook_event_name");
  const isOfEnd = name !== undefined && aboutEnds.has(name);
  if (wrong !== undefined) return { ok: false, message: `\`${wrong}\` is not a text`, isOfEnd };
  if (name === undefined) return { ok: false, message: "the input has no `hook_event_name`" };
  const use = aboutTools.has(name) || (fields.has("tool_name") && !isOfEnd) ? parseUse(fields) : undefined;
  if (typeof use === "string") return { ok: false, message: use };
  const mode = textOf(fields, "permission_mode");
  const [session, cwd] = [textOf(fields, "session_id"), textOf(fields, "cwd")];
  const [agent, agentId] = [textOf(fields, "agent_type"), textOf(fields, "agent_id")];
  const about = textOf(fields, "source") ?? textOf(fields, "reason");
  return { ok: true, event: { name, session, cwd, mode, agent, agentId, about, use, isLong } };
}

/** The use of a tool, or what is wrong with it. */
function parseUse(fields: Fields): ToolUse | string {
  const tool = textOf(fields, "tool_name");
  const input = fields.get("tool_input");
  if (tool === undefined) return "the input has no `tool_name`";
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return `\`tool_input\` of ${printable(tool)} is not an object`;
  const [toolUseId, agentId] = [textOf(fields, "tool_use_id"), textOf(fields, "agent_id")];
  const context = { ...(toolUseId !== undefined && { toolUseId }), ...(agentId !== undefined && { agentId }) };
  return { tool, input: { ...input }, output: fields.get("tool_response") ?? fields.get("error"), context };
}

/** An empty text says as much as none. */
function textOf(fields: Fields, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
