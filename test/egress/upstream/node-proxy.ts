import { createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { TlsOptions } from "node:tls";
import { listening, type Running } from "../tls/tls-servers.ts";

export interface NodeProxy extends Running {
  /** What it was asked for: `GET http://…`, `CONNECT host:port`. */
  readonly asked: readonly string[];
  /** The credentials that came along. */
  readonly told: readonly (string | undefined)[];
  /** Connections that were made to it. */
  readonly connections: () => number;
}

interface Wanted {
  /** Spoken to by TLS. */
  readonly tls?: TlsOptions;
  /** `user:password` that it insists on. */
  readonly credentials?: string;
  /** The port of the one server that stands for every host. Absent: the port that is asked for, of this machine. */
  readonly server?: number;
}

/** A proxy of Node's own parts, for which every name and address stands for this machine. */
export async function nodeProxy({ tls, credentials, server }: Wanted): Promise<NodeProxy> {
  const asked: string[] = [];
  const told: (string | undefined)[] = [];
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
  const knows = (request: IncomingMessage): boolean => {
    asked.push(`${request.method} ${request.url}`);
    told.push(request.headers["proxy-authorization"]);
    return wanted === undefined || request.headers["proxy-authorization"] === wanted;
  };
  const proxy = tls === undefined ? createServer() : createHttpsServer(tls);
  proxy.on("tlsClientError", () => undefined);
  proxy.on("request", (request, response) => {
    if (!knows(request)) return void response.writeHead(407, { "proxy-authenticate": "Basic" }).end();
    return pass(request, response, server ?? portOf(request.url));
  });
  proxy.on("connect", (request, stream: Duplex) => {
    if (!knows(request)) return void stream.end("HTTP/1.1 407 Who Are You\r\nproxy-authenticate: Basic\r\n\r\n");
    return join(stream, server ?? portOf(`http://${request.url}`));
  });
  let connections = 0;
  proxy.on(tls === undefined ? "connection" : "secureConnection", () => (connections += 1));
  return { ...(await listening(proxy)), asked, told, connections: () => connections };
}

const portOf = (url = ""): number => Number(new URL(url).port);

function pass(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { pathname, search } = new URL(request.url ?? "");
  const headers = { ...request.headers };
  delete headers["proxy-authorization"];
  const path = pathname + search;
  const onward = sendRequest({ host: "127.0.0.1", port, method: request.method, path, headers, agent: false });
  onward.on("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  request.pipe(onward);
}

function join(stream: Duplex, port: number): void {
  const server = connect({ host: "127.0.0.1", port, allowHalfOpen: true });
  const end = (): void => {
    stream.destroy();
    server.destroy();
  };
  stream.on("error", end).once("close", end);
  server.on("error", end).once("connect", () => {
    stream.write("HTTP/1.1 200 Go Ahead\r\nX-Proxy: node\r\n\r\n");
    stream.pipe(server).pipe(stream);
  });
}
