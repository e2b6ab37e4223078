import { type IncomingMessage, request as sendRequest } from "node:http";
import type { Duplex } from "node:stream";
import type { UpstreamProxy } from "../../policy/index.ts";

/** What a proxy said to `CONNECT`, or why nothing that counts came. */
export type TunnelAnswer =
  | { readonly kind: "answer"; readonly status: number; readonly phrase: string }
  | { readonly kind: "late" }
  | { readonly kind: "failed"; readonly why: string };

interface TunnelAsked {
  /** `host:port` */
  readonly target: string;
  readonly ms: number;
}

/** A head of more bytes is none of a proxy. */
const longestHead = 16 * 1024;

/** Asks a proxy for a tunnel over a connection that stands. After a status of 2xx what is read and written is the tunnel's. */
export function askTunnel(socket: Duplex, proxy: UpstreamProxy, { target, ms }: TunnelAsked): Promise<TunnelAnswer> {
  const { promise, resolve } = Promise.withResolvers<TunnelAnswer>();
  const request = sendRequest({
    createConnection: () => socket,
    method: "CONNECT",
    path: target,
    headers: ["Host", target, ...proxyHeaders(proxy)],
    setHost: false,
    maxHeaderSize: longestHead,
  });
  const timer = setTimeout(() => {
    resolve({ kind: "late" });
    request.destroy();
  }, ms);
  request.once("connect", ({ statusCode = 0, statusMessage = "" }: IncomingMessage, _: Duplex, head: Buffer) => {
    if (head.length > 0) socket.unshift(head);
    resolve({ kind: "answer", status: statusCode, phrase: statusMessage });
  });
  request.once("response", (answer) => {
    resolve({ kind: "failed", why: "it answered something else than it was asked" });
    answer.destroy();
  });
  request.on("error", (error: Error & { code?: string }) =>
    resolve({ kind: "failed", why: error.code ?? error.message }),
  );
  request.end();
  return promise.finally(() => clearTimeout(timer));
}

/** Who we are to a proxy. */
export function proxyHeaders({ credentials }: UpstreamProxy): readonly string[] {
  if (credentials === undefined) return [];
  return ["Proxy-Authorization", `Basic ${Buffer.from(credentials).toString("base64")}`];
}
