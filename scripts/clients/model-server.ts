/** A model of our own on loopback: calls one tool, and has nothing more to say once it has the result. Four published shapes, streamed. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The call that the model makes. */
interface ModelCall {
  /** The first of these names that the client offers. */
  readonly tools: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
}

/** One request of the client, as it came. */
interface Seen {
  readonly path: string;
  readonly body: unknown;
}

export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** What the next conversation's tool call is. */
  readonly expect: (call: ModelCall) => void;
}

type Json = Readonly<Record<string, unknown>>;

interface Turn {
  /** Undefined: the model only says that it is done. */
  readonly tool: string | undefined;
  readonly input: Json;
}

interface Shape {
  readonly path: RegExp;
  /** Names of the tools on offer. */
  readonly tools: (body: Json) => readonly string[];
  /** Whether a tool has been used already. */
  readonly isAnswered: (body: Json) => boolean;
  readonly events: (turn: Turn) => readonly (readonly [event: string | undefined, data: unknown])[];
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const holds = (value: unknown, part: string): boolean => JSON.stringify(value ?? "").includes(part);

const messages: Shape = {
  path: /^\/v1\/messages$/u,
  tools: ({ tools }) => listOf(tools).map(({ name }) => String(name)),
  isAnswered: ({ messages: sent }) => holds(sent, '"type":"tool_result"'),
  events: ({ tool, input }) => {
    const block =
      tool === undefined ? { type: "text", text: "" } : { type: "tool_use", id: "toolu_1", name: tool, input: {} };
    const delta =
      tool === undefined
        ? { type: "text_delta", text: "done" }
        : { type: "input_json_delta", partial_json: JSON.stringify(input) };
    const usage = { input_tokens: 1, output_tokens: 1 };
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "local",
      content: [],
      stop_reason: null,
      usage,
    };
    const all = [
      { type: "message_start", message },
      { type: "content_block_start", index: 0, content_block: block },
      { type: "content_block_delta", index: 0, delta },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: tool === undefined ? "end_turn" : "tool_use" }, usage },
      { type: "message_stop" },
    ];
    return all.map((data) => [data.type, data]);
  },
};

const responses: Shape = {
  path: /\/responses$/u,
  // Those of a server stand in a space of their own.
  tools: ({ tools }) =>
    listOf(tools).flatMap(({ name, type, tools: inside }) =>
      type === "namespace" ? listOf(inside).map((one) => [name, one["name"]].join("/")) : [String(name ?? type)],
    ),
  isAnswered: ({ input }) => holds(input, "_call_output"),
  events: ({ tool, input }) => {
    const isPatch = tool === "apply_patch";
    const [name, namespace] = (tool ?? "").split("/").toReversed();
    const item =
      tool === undefined
        ? { type: "message", role: "assistant", id: "m1", content: [{ type: "output_text", text: "done" }] }
        : isPatch
          ? { type: "custom_tool_call", id: "c1", call_id: "call_1", name: tool, input: String(input["patch"]) }
          : { type: "function_call", id: "f1", call_id: "call_1", name, namespace, arguments: JSON.stringify(input) };
    const usage = {
      input_tokens: 1,
      output_tokens: 1,
      total_tokens: 2,
      input_tokens_details: null,
      output_tokens_details: null,
    };
    const all = [
      { type: "response.created", response: { id: "r1" } },
      { type: "response.output_item.done", output_index: 0, item },
      { type: "response.completed", response: { id: "r1", usage } },
    ];
    return all.map((data) => [data.type, data]);
  },
};

const completions: Shape = {
  path: /\/chat\/completions$/u,
  tools: ({ tools }) => listOf(tools).map((tool) => String((tool["function"] as Json | undefined)?.["name"])),
  isAnswered: ({ messages: sent }) => holds(sent, '"role":"tool"'),
  events: ({ tool, input }) => {
    const delta =
      tool === undefined
        ? { role: "assistant", content: "done" }
        : {
            role: "assistant",
            tool_calls: [
              { index: 0, id: "call_1", type: "function", function: { name: tool, arguments: JSON.stringify(input) } },
            ],
          };
    const chunk = (choice: Json): Json => ({
      id: "c1",
      object: "chat.completion.chunk",
      created: 1,
      model: "local",
      choices: [{ index: 0, ...choice }],
    });
    const end = chunk({ delta: {}, finish_reason: tool === undefined ? "stop" : "tool_calls" });
    return [
      [undefined, chunk({ delta, finish_reason: null })],
      [undefined, { ...end, usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }],
      [undefined, "[DONE]"],
    ];
  },
};

const generateContent: Shape = {
  path: /:streamGenerateContent$/u,
  tools: ({ tools }) =>
    listOf(tools).flatMap((tool) => listOf(tool["functionDeclarations"]).map(({ name }) => String(name))),
  isAnswered: ({ contents }) => holds(contents, '"functionResponse"'),
  events: ({ tool, input }) => {
    const part = tool === undefined ? { text: "done" } : { functionCall: { id: "call_1", name: tool, args: input } };
    const candidate = { content: { role: "model", parts: [part] }, finishReason: "STOP", index: 0 };
    const usageMetadata = { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 };
    return [[undefined, { candidates: [candidate], usageMetadata, modelVersion: "local" }]];
  },
};

const shapes: readonly Shape[] = [messages, responses, completions, generateContent];

/** What the model says next. */
function saysTo(body: Json, shape: Shape, call: ModelCall): Turn {
  const offered = shape.tools(body);
  return {
    tool: shape.isAnswered(body) ? undefined : call.tools.find((name) => offered.includes(name)),
    input: call.input,
  };
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return (text.startsWith("{") ? JSON.parse(text) : {}) as Json;
}

function stream(response: ServerResponse, events: ReturnType<Shape["events"]>): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [event, data] of events) {
    const line = typeof data === "string" ? data : JSON.stringify(data);
    response.write(`${event === undefined ? "" : `event: ${event}\n`}data: ${line}\n\n`);
  }
  response.end();
}

/** Starts it on a port of its own. */
export async function startModel(): Promise<ModelServer> {
  const seen: Seen[] = [];
  let call: ModelCall = { tools: [], input: {} };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const body = await bodyOf(request);
    seen.push({ path, body });
    const shape = shapes.find((one) => one.path.test(path));
    if (shape === undefined)
      response.writeHead(path === "/" ? 200 : 404, { "content-type": "application/json" }).end("{}");
    else stream(response, shape.events(saysTo(body, shape, call)));
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    expect: (next) => {
      call = next;
      seen.length = 0;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
