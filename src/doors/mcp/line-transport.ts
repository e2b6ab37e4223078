import { Readable, type Writable } from "node:stream";
import type { Transport } from "@modelcontextprotocol/server";
import { readLines } from "../read-lines.ts";
import { createOpenRequests } from "./open-requests.ts";
import { longestLine, readMessage } from "./read-message.ts";

/** A client that leaves so much unread for so long reads no more: bytes, and milliseconds. */
const muchUnread = 64 * 1024 * 1024;
const longUnread = 30_000;
/** More is kept for no client, however well it reads. Bytes. */
const mostUnread = 256 * 1024 * 1024;
/** Milliseconds that it has at the end for what it has not read yet. */
const patience = 5000;

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
    checkUnread();
  };
  const checkUnread = watchUnread(output, close);
  output.on("error", close); // EPIPE: nobody reads it any more
  const read = async (): Promise<void> => {
    for await (const bytes of readLines(input, longestLine)) {
      if (!isOpen) return;
      if (bytes?.length === 0) continue;
      const message = readMessage(bytes, requests.isAsked);
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
      requests.sent(message);
      send(message);
    },
    close: async () => close(),
  };
  return transport;
}

/** What is to be called after writing; it calls `giveUp` when the client reads no more, then or later. */
function watchUnread(output: Writable, giveUp: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const lookAgain = (): void => {
    timer = undefined;
    if (output.writableLength > muchUnread) giveUp();
  };
  output.on("drain", stop);
  return () => {
    if (output.writableLength > mostUnread) giveUp();
    else if (output.writableLength > muchUnread) timer ??= setTimeout(lookAgain, longUnread).unref();
  };
}

function isWritten(output: Writable): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, patience, false).unref();
    output.write("", () => resolve(true)); // after all that was written before, or with what is wrong
  });
}
