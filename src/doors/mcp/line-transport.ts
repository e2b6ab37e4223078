import { Readable, type Writable } from "node:stream";
import type { Transport } from "@modelcontextprotocol/server";
import { readLines } from "../read-lines.ts";
import { createOpenRequests, type OpenRequests } from "./open-requests.ts";
import { plainError } from "./plain-error.ts";
import { longestLine, type Message, readMessage } from "./read-message.ts";

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

/** Hears of a line that is no message, and of a request that is answered with an error: by its method, and why. Returns what the client is told. */
export type Refused = (method: string | undefined, why: string) => string;

export function createLineTransport(
  input: NodeJS.ReadableStream,
  output: Writable,
  refused: Refused = (_, why) => why,
): LineTransport {
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
  const write = writerOf(output, close);
  const send = (message: unknown): void => (isOpen ? write(message) : undefined);
  const read = async (): Promise<void> => {
    for await (const taken of takenFrom(input, requests)) {
      if (!isOpen) return;
      if (taken.kind === "message") transport.onmessage?.(taken.value);
      if (taken.kind !== "fault") continue;
      const { id, error } = taken.fault;
      send({ jsonrpc: "2.0", id, error: { ...error, message: refused(undefined, error.message) } });
    }
  };
  const transport: LineTransport = {
    ended,
    written: () => isWritten(output),
    start: async () => void read().then(close, close),
    send: async (message) => {
      const wanted = requests.sent(message);
      if (wanted === undefined || !("error" in message)) return send(message);
      const error = plainError(message.error);
      send({ ...message, error: { ...error, message: refused(wanted, error.message) } });
    },
    close: async () => close(),
  };
  return transport;
}

/** Writes one message; `giveUp` is called when nobody reads any more. */
function writerOf(output: Writable, giveUp: () => void): (message: unknown) => void {
  const checkUnread = watchUnread(output, giveUp);
  output.on("error", giveUp); // EPIPE
  return (message) => {
    output.write(`${JSON.stringify(message)}\n`);
    checkUnread();
  };
}

async function* takenFrom(input: NodeJS.ReadableStream, { take, isAsked }: OpenRequests): AsyncGenerator<Message> {
  for await (const bytes of readLines(input, longestLine))
    if (bytes?.length !== 0) yield take(readMessage(bytes, isAsked));
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
