import type { Duplex } from "node:stream";
import type { EgressLimits } from "./settings.ts";
import type { SocksRead } from "./socks-messages.ts";

/** Handshakes are short: who sends more than this without one means harm. */
const longest = 2048;

export interface Messages extends Disposable {
  /** The next message; `undefined` when it is bad, too long, or does not come in time. */
  readonly next: <T>(read: (bytes: Buffer) => SocksRead<T>) => Promise<T | undefined>;
  /** What came after the last message. */
  readonly rest: () => Buffer;
}

/** Reads the messages of a handshake off a stream. All of them together have one deadline. */
export function takeMessages(stream: Duplex, { headMs }: EgressLimits): Messages {
  let taken: Buffer = Buffer.alloc(0);
  let ended = false;
  let wake = (): void => undefined;
  const stop = (): void => {
    ended = true;
    wake();
  };
  const take = (chunk: Buffer): void => {
    taken = Buffer.concat([taken, chunk]);
    wake();
  };
  const timer = setTimeout(stop, headMs);
  stream.on("data", take).once("end", stop).once("close", stop).resume();
  const next = async <T>(read: (bytes: Buffer) => SocksRead<T>): Promise<T | undefined> => {
    for (;;) {
      const found = read(taken);
      if (found.kind === "bad" || (found.kind === "more" && (ended || taken.length > longest))) return undefined;
      if (found.kind === "read") {
        taken = found.rest;
        return found.value;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
  };
  return {
    next,
    rest: () => taken,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      stream.off("data", take).off("end", stop).off("close", stop);
      // Who was turned away is read to the end.
      if (!stream.writableEnded) stream.pause();
    },
  };
}
