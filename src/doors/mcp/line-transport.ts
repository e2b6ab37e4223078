import { Readable, type Writable } from "node:stream";
import { type JSONRPCMessage, parseJSONRPCMessage, type Transport } from "@modelcontextprotocol/server";
import { printable } from "../../base/index.ts";
import { decodeText } from "../../engine/index.ts";
import { readLines } from "../read-lines.ts";

/** Longer lines are refused unread; a file of 10 MB, escaped as JSON, fits. In bytes. */
const longestLine = 64 * 1024 * 1024;
/** A client that leaves so much unread reads no more. Bytes. */
const mostUnread = 64 * 1024 * 1024;
/** Milliseconds that it has at the end for what it has not read yet. */
const patience = 5000;

const parseError = -32_700;
const invalidRequest = -32_600;

/**
 * Messages as lines of JSON on standard input and output. Unlike the kit's own one it answers a line that is no message, goes on after
 * one that is too long, and says when the client has gone.
 */
export interface LineTransport extends Transport {
  /** Resolves when no more is read. */
  readonly ended: Promise<void>;
  /** Resolves when all is written, and with `false` when nobody reads it. */
  readonly written: () => Promise<boolean>;
}

export function createLineTransport(input: NodeJS.ReadableStream, output: Writable): LineTransport {
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
  const send = (message: unknown): void => {
    if (!isOpen) return;
    output.write(`${JSON.stringify(message)}\n`);
    if (output.writableLength > mostUnread) close();
  };
  output.on("error", close); // EPIPE: nobody reads it any more
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
    written: () => isWritten(output),
    start: async () => void read().then(close, close),
    send: async (message) => {
      requests.answered(message);
      send(message);
    },
    close: async () => close(),
  };
  return transport;
}

function isWritten(output: Writable): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, patience, false).unref();
    output.write("", () => resolve(true)); // after all that was written before, or with what is wrong
  });
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
    return badAnswer(value) ?? fault(invalidRequest, "the message is no JSON-RPC 2.0 message");
  }
}

/** Whoever waits for an answer that is none is told so, and does not wait on. */
function badAnswer(value: unknown): Message | undefined {
  if (typeof value !== "object" || value === null || "method" in value) return undefined;
  if (!("id" in value) || typeof value.id !== "number" || !Number.isSafeInteger(value.id)) return undefined;
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
