import { Readable } from "node:stream";
import { type JSONRPCMessage, parseJSONRPCMessage, type Transport } from "@modelcontextprotocol/server";
import { printable } from "../../base/index.ts";
import { decodeText } from "../../engine/index.ts";
import { readLines } from "../read-lines.ts";
import { writeAll } from "../world.ts";

/** Longer lines are refused unread; a file of 10 MB, escaped as JSON, fits. In bytes. */
const longestLine = 64 * 1024 * 1024;

const parseError = -32_700;
const invalidRequest = -32_600;

/**
 * Messages as lines of JSON on standard input and output. Unlike the kit's own one it answers a line that is no message, goes on after
 * one that is too long, and says when the client has gone.
 */
export interface LineTransport extends Transport {
  /** Resolves when no more is read. */
  readonly ended: Promise<void>;
}

export function createLineTransport(input: NodeJS.ReadableStream): LineTransport {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const requests = createOpenRequests();
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    // What waits for input would keep this process.
    if (input instanceof Readable) input.destroy();
    transport.onclose?.();
    end();
  };
  const read = async (): Promise<void> => {
    for await (const bytes of readLines(input, longestLine)) {
      if (!isOpen) return;
      if (bytes?.length === 0) continue;
      const message = readMessage(bytes);
      const taken = message.ok ? requests.take(message.value) : message;
      if (taken.ok) transport.onmessage?.(taken.value);
      else send({ jsonrpc: "2.0", id: null, error: taken.error });
    }
  };
  const transport: LineTransport = {
    ended,
    start: async () => {
      void read().then(close, close);
    },
    send: async (message) => {
      requests.answered(message);
      send(message);
    },
    close: async () => close(),
  };
  return transport;
}

/**
 * The requests that have no answer yet. Of two with the same number nobody could tell which one an answer or a cancellation is for: the
 * second is refused. A cancelled one gets no answer.
 */
function createOpenRequests(): {
  readonly take: (message: JSONRPCMessage) => Message;
  readonly answered: (message: JSONRPCMessage) => void;
} {
  const open = new Set<unknown>();
  return {
    take: (value) => {
      if ("method" in value && value.method === "notifications/cancelled") open.delete(value.params?.["requestId"]);
      if (!("method" in value) || !("id" in value)) return { ok: true, value };
      if (open.has(value.id))
        return fault(
          invalidRequest,
          `the request ${printable(String(value.id), 100)} has no answer yet: number each one anew`,
        );
      open.add(value.id);
      return { ok: true, value };
    },
    answered: (message) => {
      if (!("method" in message) && "id" in message) open.delete(message.id);
    },
  };
}

function send(message: unknown): void {
  writeAll(1, `${JSON.stringify(message)}\n`);
}

type Message =
  | { readonly ok: true; readonly value: JSONRPCMessage }
  | { readonly ok: false; readonly error: { readonly code: number; readonly message: string } };

function readMessage(bytes: Uint8Array | undefined): Message {
  if (bytes === undefined) return fault(invalidRequest, `the message is longer than ${longestLine} bytes`);
  const text = decodeText(bytes);
  if (text === undefined) return fault(parseError, "the message is not valid UTF-8");
  const value = parseJson(text);
  if (value === undefined) return fault(parseError, "the message is not JSON");
  try {
    return { ok: true, value: parseJSONRPCMessage(value) };
  } catch {
    return fault(invalidRequest, "the message is no JSON-RPC 2.0 message");
  }
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
