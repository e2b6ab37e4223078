import { type Document, fieldsOf, memberOf } from "../documents.ts";

/** What the model says next: that it uses a tool, or without one that it is done. */
interface Turn {
  readonly tool: string | undefined;
  readonly input: Document;
}

/** One published way to talk with a model, streamed. */
export interface Shape {
  readonly path: RegExp;
  /** Names of the tools on offer. */
  readonly tools: (body: Document) => readonly string[];
  /** What has come of the tools that were used, the first one first. */
  readonly results: (body: Document) => readonly Document[];
  readonly events: (turn: Turn) => readonly (readonly [event: string | undefined, data: unknown])[];
}

const listOf = (value: unknown): readonly Document[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const typed = (events: readonly (Document & { readonly type: string })[]): ReturnType<Shape["events"]> =>
  events.map((data) => [data.type, data]);

const messages: Shape = {
  path: /\/v1\/messages$/u,
  tools: ({ tools }) => listOf(tools).map(({ name }) => String(name)),
  results: ({ messages: sent }) =>
    listOf(sent).flatMap(({ content }) => listOf(content).filter(({ type }) => type === "tool_result")),
  events: ({ tool, input }) => {
    const isDone = tool === undefined;
    const content_block = isDone
      ? { type: "text", text: "" }
      : { type: "tool_use", id: `toolu_${crypto.randomUUID()}`, name: tool, input: {} };
    const delta = isDone
      ? { type: "text_delta", text: "done" }
      : { type: "input_json_delta", partial_json: JSON.stringify(input) };
    const usage = { input_tokens: 1, output_tokens: 1 };
    const about = { id: "msg_1", type: "message", role: "assistant", model: "local" };
    return typed([
      { type: "message_start", message: { ...about, content: [], stop_reason: null, usage } },
      { type: "content_block_start", index: 0, content_block },
      { type: "content_block_delta", index: 0, delta },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: isDone ? "end_turn" : "tool_use" }, usage },
      { type: "message_stop" },
    ]);
  },
};

const said = { type: "message", role: "assistant", id: "m1", content: [{ type: "output_text", text: "done" }] };

/** In the Responses shape the tools of a server stand in a space of their own. */
function functionCall(tool: string, input: Document): Document {
  const call_id = `call_${crypto.randomUUID()}`;
  if (tool === "apply_patch")
    return { type: "custom_tool_call", id: "c1", call_id, name: tool, input: String(input["patch"]) };
  const [name, namespace] = tool.split("/").toReversed();
  return { type: "function_call", id: "f1", call_id, name, namespace, arguments: JSON.stringify(input) };
}

const responses: Shape = {
  path: /\/responses$/u,
  tools: ({ tools }) =>
    listOf(tools).flatMap(({ name, type, tools: inside }) =>
      type === "namespace" ? listOf(inside).map((one) => [name, one["name"]].join("/")) : [String(name ?? type)],
    ),
  results: ({ input }) => listOf(input).filter(({ type }) => String(type).endsWith("_call_output")),
  events: ({ tool, input }) => {
    const item = tool === undefined ? said : functionCall(tool, input);
    const counted = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    const usage = { ...counted, input_tokens_details: null, output_tokens_details: null };
    return typed([
      { type: "response.created", response: { id: "r1" } },
      { type: "response.output_item.done", output_index: 0, item },
      { type: "response.completed", response: { id: "r1", usage } },
    ]);
  },
};

const completions: Shape = {
  path: /\/chat\/completions$/u,
  tools: ({ tools }) => listOf(tools).map((tool) => String(memberOf(tool, ["function", "name"]))),
  results: ({ messages: sent }) => listOf(sent).filter(({ role }) => role === "tool"),
  events: ({ tool, input }) => {
    const call = { name: tool, arguments: JSON.stringify(input) };
    const used = { tool_calls: [{ index: 0, id: `call_${crypto.randomUUID()}`, type: "function", function: call }] };
    const delta = { role: "assistant", ...(tool === undefined ? { content: "done" } : used) };
    const about = { id: "c1", object: "chat.completion.chunk", created: 1, model: "local" };
    const chunk = (choice: Document): Document => ({ ...about, choices: [{ index: 0, ...choice }] });
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    return [
      [undefined, chunk({ delta, finish_reason: null })],
      [undefined, { ...chunk({ delta: {}, finish_reason: tool === undefined ? "stop" : "tool_calls" }), usage }],
      [undefined, "[DONE]"],
    ];
  },
};

const generateContent: Shape = {
  path: /:streamGenerateContent$/u,
  tools: ({ tools }) =>
    listOf(tools).flatMap((tool) => listOf(tool["functionDeclarations"]).map(({ name }) => String(name))),
  results: ({ contents }) =>
    listOf(contents).flatMap(({ parts }) => listOf(parts).filter((part) => part["functionResponse"] !== undefined)),
  events: ({ tool, input }) => {
    const functionCall = { id: `call_${crypto.randomUUID()}`, name: tool, args: input };
    const part = tool === undefined ? { text: "done" } : { functionCall };
    const candidate = { content: { role: "model", parts: [part] }, finishReason: "STOP", index: 0 };
    const usageMetadata = { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 };
    return [[undefined, { candidates: [candidate], usageMetadata, modelVersion: "local" }]];
  },
};

/** Messages, Responses, chat completions, and Gemini's. */
export const shapes: readonly Shape[] = [messages, responses, completions, generateContent];
