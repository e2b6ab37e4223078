import type { NetworkEntry } from "../../base/index.ts";
import { timingSafeEqual } from "node:crypto";
import { createServer as createHttpServer } from "node:http";
import { connect, createServer, type ListenOptions, type Server, type Socket } from "node:net";
import type { CompiledPolicy } from "../../policy/index.ts";
import { createEgress } from "../create-egress.ts";
import { createPolicies } from "../egress-policy.ts";
import { createResolver } from "../resolver.ts";
import type { EgressSettings } from "../settings.ts";
import { createMetrics, type Metrics } from "./metrics.ts";

interface KnownClient {
  readonly secret: string;
  readonly policy: () => CompiledPolicy;
}

export interface ServeAsked {
  readonly listen: ListenOptions;
  /** Where health and metrics are told. Absent: nowhere. */
  readonly status: ListenOptions | undefined;
  /** Read for each request: changes apply at once, to tunnels that stand as well as to new ones. */
  readonly policy: () => CompiledPolicy;
  readonly record: (entry: NetworkEntry) => void;
  readonly ownAddresses: () => readonly string[];
  /** By name. Absent: everybody may use it who reaches the address. */
  readonly clients: ReadonlyMap<string, KnownClient> | undefined;
}

/** A filter that runs by itself. Disposed, it has let go of every connection. */
export interface Serving extends AsyncDisposable {
  /** `host:port`, or the path of a socket. */
  readonly address: string;
  /** Takes no new connections, and waits until those that stand have ended, or for so long. */
  readonly drain: (ms: number) => Promise<void>;
}

/** Puts the filter in front of containers and builds. Fails when an address can't be listened on. */
export async function serveEgress(asked: ServeAsked): Promise<Serving> {
  const compile = createPolicies();
  const metrics = createMetrics();
  const open = new Set<Socket>();
  const egress = createEgress({
    policy: () => compile(asked.policy()),
    resolve: createResolver(),
    dial: (address, port) => connect({ host: address, port, allowHalfOpen: true, noDelay: true }),
    ownAddresses: asked.ownAddresses,
    record: (entry) => {
      metrics.note(entry);
      asked.record(entry);
    },
    ...authentication(asked.clients, compile),
  });
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    egress.handle(socket);
  });
  const status = statusServer(metrics, open);
  await listen(server, asked.listen);
  if (asked.status !== undefined) await listen(status, asked.status);
  return {
    address: addressOf(server),
    drain: (ms) => drain(server, open, ms),
    [Symbol.asyncDispose]: async () => {
      server.close();
      status.close();
      status.closeAllConnections();
      await egress[Symbol.asyncDispose]();
    },
  };
}

type Compile = ReturnType<typeof createPolicies>;

function authentication(clients: ServeAsked["clients"], compile: Compile): Pick<EgressSettings, "authenticate"> {
  if (clients === undefined) return {};
  return {
    authenticate: (name, secret) => {
      const known = clients.get(name);
      if (known === undefined || !isSameSecret(secret, known.secret)) return undefined;
      return { name, policy: () => compile(known.policy()) };
    },
  };
}

function isSameSecret(given: string, known: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(known)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function statusServer(metrics: Metrics, open: ReadonlySet<Socket>): ReturnType<typeof createHttpServer> {
  return createHttpServer((request, response) => {
    const text = new Map([
      ["/healthz", () => "ok\n"],
      ["/metrics", () => metrics.text(open.size)],
    ]).get(request.url ?? "");
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/plain; version=0.0.4" });
    response.end(text?.() ?? "say /healthz or /metrics\n");
  });
}

async function listen(server: Server, where: ListenOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(where, resolve);
  await promise;
  server.off("error", reject);
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") return address ?? "";
  return address.family === "IPv6" ? `[${address.address}]:${address.port}` : `${address.address}:${address.port}`;
}

async function drain(server: Server, open: ReadonlySet<Socket>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  server.close(() => resolve());
  if (open.size === 0) resolve();
  await promise;
  clearTimeout(timer);
}
