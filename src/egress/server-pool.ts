import { Agent, type ClientRequestArgs } from "node:http";
import type { Duplex } from "node:stream";
import { hostText, type UpstreamProxy } from "../policy/index.ts";
import { connectServer, type ConnectSettings, machineTrust } from "./connect-server.ts";
import type { Filed, KeptConnections } from "./kept-connections.ts";
import { NetworkFailure } from "./network-failure.ts";
import type { Destination, EgressLimits, EgressSettings } from "./settings.ts";
import { connectVerified } from "./tls/connect-verified.ts";

type Scheme = "http" | "https";

/** What the agent hands back when it needs a connection. */
interface PinnedArgs extends ClientRequestArgs {
  readonly to: Destination;
  readonly scheme: Scheme;
  readonly adopted?: Duplex | undefined;
}

interface Use {
  readonly scheme: Scheme;
  /** Whom a kept connection serves. Nobody else gets it: a server may know a connection by who came over it first. */
  readonly client: string | undefined;
  /** A connection that stands, for this request. */
  readonly adopted?: Duplex | undefined;
}

/** Connections that lead to a checked address and nowhere else. */
export interface ServerPool extends Disposable {
  /** Options for `http.request`: over a connection for this request alone. */
  readonly options: (to: Destination, use: Use) => PinnedArgs;
  /** What kept connections to the same host, port and checked addresses by the same way are known by. */
  readonly filed: (to: Destination, use: Use) => Filed;
  /** Nothing until it is loaded, which the first question begins: one request alone does not pay for it. */
  readonly kept: () => KeptConnections | undefined;
}

type PoolSettings = Pick<EgressSettings, "startTls"> & ConnectSettings;

type Connect = (error: Error | null, socket: Duplex) => void;

export function createServerPool(settings: PoolSettings, limits: EgressLimits): ServerPool {
  const open = (opening: Opening): Promise<Duplex> => openServer(opening, settings, limits);
  const once = new PinnedAgent(open);
  const numbers = createNumbers();
  let kept: KeptConnections | undefined;
  const keep = (): KeptConnections | undefined => {
    // Where it can't be loaded, each request has a connection of its own.
    if (keeping === undefined) loadKeeping().catch(() => undefined);
    else kept ??= keeping.keepConnections(limits);
    return kept;
  };
  const keyOf = ({ host, port, addresses, way }: Destination, { scheme, client = "" }: Use): string => {
    const by = way === undefined ? "direct" : numbers(way.proxy);
    // A proxy that takes requests takes them for every host over one connection.
    const where = way?.form === "request" ? "" : `${scheme} ${hostText(host)} ${port} ${addresses.join(" ")}`;
    return `${by} ${client} ${where}`;
  };
  return {
    options: (to, use) => {
      const { scheme, adopted } = use;
      // By this name the agent files what waits for a connection. It is not looked up.
      const host = keyOf(to, use);
      return { agent: once, host, setHost: false, maxHeaderSize: limits.headBytes, to, scheme, adopted };
    },
    filed: (to, use) => ({ key: keyOf(to, use), open: () => open({ to, scheme: use.scheme }) }),
    kept: keep,
    [Symbol.dispose]: () => {
      once.destroy();
      kept?.[Symbol.dispose]();
    },
  };
}

/** A proxy of a changed profile is another one, and what connections are filed under tells no password. */
function createNumbers(): (proxy: UpstreamProxy) => string {
  const numbers = new WeakMap<UpstreamProxy, string>();
  let next = 0;
  return (proxy) => {
    const known = numbers.get(proxy) ?? `proxy-${(next += 1)}`;
    numbers.set(proxy, known);
    return known;
  };
}

let keeping: typeof import("./kept-connections.ts") | undefined;

/** Loads what keeps connections, once for all filters. */
export async function loadKeeping(): Promise<void> {
  keeping ??= await import("./kept-connections.ts");
}

/** To one server; what goes beyond them waits for its turn. */
const mostSockets = 256;

type Opening = Pick<PinnedArgs, "to" | "scheme">;

class PinnedAgent extends Agent {
  readonly #open: (opening: Opening) => Promise<Duplex>;

  constructor(open: (opening: Opening) => Promise<Duplex>) {
    super({ keepAlive: false, maxSockets: mostSockets });
    this.#open = open;
  }

  override createConnection(options: PinnedArgs, callback?: Connect): undefined {
    const fail = (error: unknown): unknown => callback && Reflect.apply(callback, undefined, [error]);
    const { adopted } = options;
    if (adopted !== undefined) {
      callback?.(null, adopted);
      return undefined;
    }
    void this.#open(options).then((socket) => callback?.(null, socket), fail);
    return undefined;
  }
}

async function openServer({ to, scheme }: Opening, settings: PoolSettings, limits: EgressLimits): Promise<Duplex> {
  const { startTls, trust = machineTrust } = settings;
  const dialled = await connectServer(to, settings, limits);
  if (!dialled.ok) throw new NetworkFailure(dialled.failure);
  const { socket } = dialled;
  if (scheme === "http") return socket;
  if (startTls !== undefined) return startTls(socket, to.host);
  return connectVerified(socket, { host: to.host, trust, ms: limits.connectMs });
}
