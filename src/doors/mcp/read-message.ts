import { type JSONRPCMessage, parseJSONRPCMessage } from "@modelcontextprotocol/server";
import { decodeText } from "../../engine/index.ts";

/** Longer lines are refused unread; a file of 10 MB, escaped as JSON, fits. In bytes. */
export const longestLine = 64 * 1024 * 1024;

const parseError = -32_700;
const invalidRequest = -32_600;

export type Message =
  | { readonly ok: true; readonly value: JSONRPCMessage }
  | { readonly ok: false; readonly error: { readonly code: number; readonly message: string } };

/** Of a line, which is `undefined` where it was too long. `isAsked` knows the numbers of the requests that the client has not answered yet. */
export function readMessage(bytes: Uint8Array | undefined, isAsked: (id: unknown) => boolean): Message {
  if (bytes === undefined) return refuseMessage(`the message is longer than ${longestLine} bytes`);
  const text = decodeText(bytes);
  if (text === undefined) return fault(parseError, "the message is not valid UTF-8");
  const value = parseJson(text);
  if (value === undefined) return fault(parseError, "the message is not JSON");
  try {
    return { ok: true, value: parseJSONRPCMessage(value) };
  } catch {
    return badAnswer(value, isAsked) ?? refuseMessage("the message is no JSON-RPC 2.0 message");
  }
}

export function refuseMessage(message: string): Message {
  return fault(invalidRequest, message);
}

/** Whoever waits for an answer that is none is told so, and does not wait on. */
function badAnswer(value: unknown, isAsked: (id: unknown) => boolean): Message | undefined {
  if (typeof value !== "object" || value === null || "method" in value) return undefined;
  if (!("id" in value) || typeof value.id !== "number" || !isAsked(value.id)) return undefined;
  const error = { code: invalidRequest, message: "the answer is no JSON-RPC 2.0 message" };
  return { ok: true, value: { jsonrpc: "2.0", id: value.id, error } };
}

function fault(code: number, message: string): Message {
  return { ok: false, error: { code, message } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON text stands for it
  }
}
