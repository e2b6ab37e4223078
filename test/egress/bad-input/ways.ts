import type { Socket } from "node:net";
import type { EgressLimits } from "../../../src/egress/settings.ts";
import { type LoopbackFilter, openLoopbackFilter } from "../loopback-filter.ts";

/** The ways by which a client's raw bytes get to a server. */
export const ways = ["connect", "socks5", "captured"] as const;
export type Way = (typeof ways)[number];

interface Opening {
  readonly asks: (port: number) => Buffer;
  /** What the filter says before it carries. */
  readonly answer: RegExp;
  readonly length: number;
}

const established = "HTTP/1.1 200 Connection Established\r\n\r\n";

const openings = {
  connect: {
    asks: (port) => Buffer.from(`CONNECT allowed.test:${port} HTTP/1.1\r\nHost: allowed.test:${port}\r\n\r\n`),
    answer: new RegExp(`^${established}$`, "u"),
    length: established.length,
  },
  socks5: {
    asks: (port) => Buffer.from([5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, port >> 8, port & 255]),
    // oxlint-disable-next-line no-control-regex -- the protocol is made of them
    answer: /^\x05\0\x05\0\0\x01\0{6}$/u,
    length: 12,
  },
  captured: { asks: () => Buffer.alloc(0), answer: /^$/u, length: 0 },
} satisfies Record<Way, Opening>;

/** A client's side of a connection that was let through. */
export interface Opened extends AsyncDisposable {
  readonly filter: LoopbackFilter;
  readonly socket: Socket;
}

/** A filter of its own, and through it a connection to a port of this machine. */
export async function openWay(way: Way, port: number, limits: Partial<EgressLimits> = {}): Promise<Opened> {
  const origin = way === "captured" ? { origin: { host: "allowed.test", address: "198.18.0.9", port } } : {};
  const filter = await openLoopbackFilter({ limits, ...origin });
  const socket = filter.open();
  socket.on("error", () => undefined).write(openings[way].asks(port));
  const said = await take(socket, openings[way].length);
  if (!openings[way].answer.test(said)) throw new Error(`the filter said ${JSON.stringify(said)}`);
  return {
    filter,
    socket,
    [Symbol.asyncDispose]: async () => {
      socket.destroy();
      await filter[Symbol.asyncDispose]();
    },
  };
}

/** Exactly so many bytes; what comes after them stays in the socket. */
function take(socket: Socket, length: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let got: Buffer = Buffer.alloc(0);
  const add = (chunk: Buffer): void => {
    got = Buffer.concat([got, chunk]);
    if (got.length < length) return;
    socket.off("data", add).off("close", stop).pause();
    if (got.length > length) socket.unshift(got.subarray(length));
    resolve(got.toString("latin1", 0, length));
  };
  const stop = (): void => resolve(got.toString("latin1"));
  socket.on("data", add).once("close", stop);
  if (length === 0) add(got);
  return promise;
}

/** Everything until the end; an error is an end, too. */
export async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  socket
    .on("data", (chunk: Buffer) => chunks.push(chunk))
    .once("end", resolve)
    .once("close", resolve)
    .resume();
  await promise;
  return Buffer.concat(chunks);
}
