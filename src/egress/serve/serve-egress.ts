import type { NetworkEntry, RelayDesk, RelayOrders } from "../../base/index.ts";
import { connect, type Socket } from "node:net";
import type { CompiledPolicy } from "../../policy/index.ts";
import { createEgress } from "../create-egress.ts";
import { createPolicies } from "../egress-policy.ts";
import { createResolver } from "../resolver.ts";
import { defaultLimits, type Egress } from "../settings.ts";
import { createInterception } from "../tls/open-tls.ts";
import type { SessionTls } from "../tls/open-session-tls.ts";
import { type Connections, createConnections } from "./connections.ts";
import { type KnownClient, recognition } from "./known-clients.ts";
import { createMetrics } from "./metrics.ts";
import { type OwnConnections, rememberConnections } from "./own-connections.ts";
import { createStatusServer } from "./status-server.ts";

/** Where a connection was meant to go before a rule led it here. */
interface Redirection {
  readonly address: string;
  readonly port: number;
}

interface Listener extends AsyncDisposable {
  readonly port: number | undefined;
  readonly close: () => void;
}

type Take = (socket: Socket, redirection?: Redirection) => void;

/** Begins to listen, and hands over what comes. */
type Listen<L extends Listener> = (take: Take, relayed?: Relayed) => Promise<L>;

/** What decides for a relay, where there is one. */
interface Relayed {
  readonly desk: (orders: RelayOrders) => RelayDesk<Socket>;
  readonly idleMs: number;
}

export interface ServeAsked<L extends Listener> {
  readonly listen: readonly Listen<L>[];
  /** Where health and metrics are told. Absent: nowhere. */
  readonly status: Listen<L> | undefined;
  /** Read for each request, and again when a tunnel starts. What a tunnel carries after that goes on until it ends. */
  readonly policy: () => CompiledPolicy;
  readonly record: (entry: NetworkEntry) => void;
  readonly ownAddresses: () => readonly string[];
  /** Read for each request. Absent: everybody may use it who reaches the address. */
  readonly clients: (() => readonly KnownClient[]) | undefined;
  /** What opens TLS. Absent: nothing that can't be read gets to hosts with rules for requests. */
  readonly tls?: Pick<SessionTls, "authority" | "secretsOf"> | undefined;
}

/** A filter that runs by itself. Disposed, it has let go of every connection. */
export interface Serving<L extends Listener> extends AsyncDisposable {
  readonly listeners: readonly L[];
  readonly status: L | undefined;
  /** Takes no new connections, and waits until those that stand have ended, or for so long. */
  readonly drain: (ms: number) => Promise<void>;
}

/** Puts the filter in front of containers and builds. Fails when an address can't be listened on. */
export async function serveEgress<L extends Listener>(asked: ServeAsked<L>): Promise<Serving<L>> {
  const metrics = createMetrics();
  const connections = createConnections();
  const own = rememberConnections((address, port) =>
    connect({ host: address, port, allowHalfOpen: true, noDelay: true }),
  );
  const egress = openFilter(asked, {
    dial: own.dial,
    record: (entry) => {
      metrics.note(entry);
      asked.record(entry);
    },
  });
  let stopping = false;
  const pages = createStatusServer({
    isStopping: () => stopping,
    metrics: () => metrics.text({ connections: connections.open.size, tunnels: egress.openTunnels() }),
  });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => pages.closeAllConnections());
  stack.use(egress);
  const listeners: L[] = [];
  const take = taking(egress, { listeners, own, connections, ownAddresses: asked.ownAddresses });
  const status = await asked.status?.((socket) => pages.emit("connection", socket));
  if (status !== undefined) stack.use(status);
  const relayed = relayedBy(egress, connections);
  for (const listen of asked.listen) listeners.push(stack.use(await listen(take, relayed)));
  const rest = stack.move();
  return {
    listeners,
    status,
    drain: async (ms) => {
      stopping = true;
      for (const listener of listeners) listener.close();
      egress.endIdle();
      await connections.ended(ms);
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

function relayedBy(egress: Egress, { add }: Connections): Relayed {
  return { desk: (orders) => egress.relayDesk(orders, add), idleMs: defaultLimits.idleMs };
}

interface Taking {
  readonly listeners: readonly Listener[];
  readonly own: OwnConnections;
  readonly connections: Connections;
  readonly ownAddresses: ServeAsked<Listener>["ownAddresses"];
}

function taking(egress: Egress, { listeners, own, connections, ownAddresses }: Taking): Take {
  const isOwn = (address: string): boolean =>
    address === "::1" || address.startsWith("127.") || ownAddresses().includes(address);
  return (socket, redirection) => {
    connections.add(socket);
    if (redirection === undefined) return egress.handle(socket);
    const { address, port } = redirection;
    const toItself = listeners.some((listener) => listener.port === port) && isOwn(address);
    // The other end of a connection of this process is known once everything has been heard that happened before.
    setImmediate(() => {
      if (socket.destroyed) return;
      egress.redirected(socket, { address, port, leadsBack: toItself || own.has(socket) });
    });
  };
}

function openFilter(
  { policy, clients, ownAddresses, tls }: Pick<ServeAsked<Listener>, "policy" | "clients" | "ownAddresses" | "tls">,
  {
    dial,
    record,
  }: { readonly dial: (address: string, port: number) => Socket; readonly record: ServeAsked<Listener>["record"] },
): Egress {
  const compile = createPolicies(tls?.secretsOf);
  return createEgress({
    policy: () => compile(policy()),
    resolve: createResolver(),
    dial,
    ownAddresses,
    record,
    ...(tls && { intercept: createInterception({ authority: tls.authority }) }),
    ...(clients && recognition(clients, compile)),
  });
}
