import type { Duplex } from "node:stream";
import { type FirstBytes, readFirstBytes } from "./first-bytes.ts";
import type { EgressLimits } from "./settings.ts";

interface GateLimits extends Pick<EgressLimits, "helloBytes" | "headMs"> {
  /** Tells what bytes start; absent, for those of a tunnel. */
  readonly read?: typeof readFirstBytes;
}

export interface Gated {
  readonly first: FirstBytes;
  /** What was taken from the client, to be passed on. */
  readonly taken: Buffer;
}

/**
 * Takes bytes from the client until it is known what they start. What the server sends flows meanwhile: many protocols let the
 * server speak first. `undefined` when the client went away before that.
 */
export function gateTunnel(client: Duplex, head: Buffer, limits: GateLimits): Promise<Gated | undefined> {
  const { read: readStart = readFirstBytes } = limits;
  const { promise, resolve } = Promise.withResolvers<Gated | undefined>();
  let pieces = [head];
  let length = head.length;
  let needs = 0;
  const all = (): Buffer => {
    const whole = pieces.length === 1 ? pieces[0] : undefined;
    const taken = whole ?? Buffer.concat(pieces);
    pieces = [taken];
    return taken;
  };
  let timer: NodeJS.Timeout | undefined;
  const settle = (first: FirstBytes): void => {
    client.pause();
    resolve({ first, taken: all() });
  };
  const read = (): void => {
    if (length < needs) return undefined;
    const first = readStart(all(), limits.helloBytes);
    if (first.kind !== "more") return settle(first);
    needs = first.needs;
    // Only a client that has begun is in a hurry.
    if (length > 0) timer ??= setTimeout(() => settle({ kind: "bad", fault: "it took too long" }), limits.headMs);
    return undefined;
  };
  const take = (chunk: Buffer): void => {
    pieces.push(chunk);
    length += chunk.length;
    read();
  };
  const ended = (): void => settle(atEnd(all(), limits, readStart));
  const closed = (): void => resolve(undefined);
  client.on("data", take).once("end", ended).once("close", closed).resume();
  // An end without a byte before it is told at once, also while nobody listens yet.
  if (client.readableEnded) ended();
  read();
  return promise.finally(() => {
    clearTimeout(timer);
    client.off("data", take).off("end", ended).off("close", closed);
  });
}

/** What was begun and left: a server takes the end for the end of the line. */
function atEnd(taken: Buffer, { helloBytes }: GateLimits, read: typeof readFirstBytes): FirstBytes {
  if (taken.length === 0) return { kind: "other" };
  const first = read(Buffer.concat([taken, Buffer.from("\n")]), helloBytes);
  return first.kind === "more" ? { kind: "bad", fault: "it ends too early" } : first;
}
