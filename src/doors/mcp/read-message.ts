import { type JSONRPCMessage, parseJSONRPCMessage } from "@modelcontextprotocol/server";
import { decodeText } from "../../engine/index.ts";

/** Longer lines are refused unread; a file of 10 MB, escaped as JSON, fits. In bytes. */
export const longestLine = 64 * 1024 * 1024;

const parseError = -32_700;
const invalidRequest = -32_600;

/** What is said of a line that is no message: under the number that it has, if it has one that can be told. */
export interface Fault {
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

/** Nothing is said of what is no message but was meant as an answer: two sides that answer each other's answers never stop. */
export type Message =
  | { readonly kind: "message"; readonly value: JSONRPCMessage }
  | { readonly kind: "fault"; readonly fault: Fault }
  | { readonly kind: "nothing" };

/** Of a line, which is `undefined` where it was too long. `isAsked` knows the numbers of the requests that the client has not answered yet. */
export function readMessage(bytes: Uint8Array | undefined, isAsked: (id: unknown) => boolean): Message {
  if (bytes === undefined) return refuseMessage(`the message is longer than ${longestLine} bytes`);
  const text = decodeText(bytes);
  if (text === undefined) return fault(parseError, "the message is not valid UTF-8");
  const value = parseJson(text);
  if (value === undefined) return fault(parseError, "the message is not JSON");
  try {
    return { kind: "message", value: parseJSONRPCMessage(value) };
  } catch {
    return badAnswer(value, isAsked) ?? refuseMessage("the message is no JSON-RPC 2.0 message", idOf(value));
  }
}

export function refuseMessage(message: string, id: Fault["id"] = null): Message {
  return fault(invalidRequest, message, id);
}

/** Whoever waits for an answer that is none is told so, and does not wait on. */
function badAnswer(value: unknown, isAsked: (id: unknown) => boolean): Message | undefined {
  if (typeof value !== "object" || value === null || "method" in value) return undefined;
  if ("id" in value && typeof value.id === "number" && isAsked(value.id)) {
    const error = { code: invalidRequest, message: "the answer is no JSON-RPC 2.0 message" };
    return { kind: "message", value: { jsonrpc: "2.0", id: value.id, error } };
  }
  return "result" in value || "error" in value ? { kind: "nothing" } : undefined;
}

function idOf(value: unknown): Fault["id"] {
  const id = typeof value === "object" && value !== null && "method" in value && "id" in value ? value.id : null;
  return typeof id === "string" || Number.isSafeInteger(id) ? (id as string | number) : null;
}

function fault(code: number, message: string, id: Fault["id"] = null): Message {
  return { kind: "fault", fault: { id, error: { code, message } } };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON text stands for it
  }
}
