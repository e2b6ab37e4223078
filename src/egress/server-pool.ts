import { Agent, type ClientRequestArgs } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { hostText, type UpstreamProxy } from "../policy/index.ts";
import { connectServer, type ConnectSettings, machineTrust } from "./connect-server.ts";
import { NetworkFailure } from "./network-failure.ts";
import { connectVerified } from "./tls/connect-verified.ts";
import type { Destination, EgressLimits, EgressSettings } from "./settings.ts";

/** What the agent hands back when it needs a connection. */
interface PinnedArgs extends ClientRequestArgs {
  readonly to: Destination;
  readonly scheme: "http" | "https";
}

interface Use {
  readonly scheme: "http" | "https";
  readonly fresh: boolean;
  /** Whom the connection serves. Nobody else gets it: a server may know a connection by who came over it first. */
  readonly client: string | undefined;
}

export interface ServerPool extends Disposable {
  /** Options for `http.request` that lead to a checked address and nowhere else. `fresh`: over a new connection. */
  readonly options: (to: Destination, use: Use) => PinnedArgs;
}

type PoolSettings = Pick<EgressSettings, "startTls"> & ConnectSettings;

type Connect = (error: Error | null, socket: Duplex) => void;

/** Connections, kept for the next request to the same host, port and checked addresses by the same way. */
export function createServerPool(settings: PoolSettings, limits: EgressLimits): ServerPool {
  const keep = new PinnedAgent(true, settings, limits);
  const once = new PinnedAgent(false, settings, limits);
  const numbers = createNumbers();
  return {
    options: (to, { scheme, fresh, client = "" }) => {
      const { host, port, addresses, way } = to;
      const by = way === undefined ? "direct" : numbers(way.proxy);
      // A proxy that takes requests takes them for every host over one connection.
      const filed = way?.form === "request" ? [by, client] : [by, client, scheme, hostText(host), ...addresses];
      // By host and port the agent files connections. Neither is looked up.
      const agent = fresh ? once : keep;
      return { agent, host: filed.join(" "), port, setHost: false, maxHeaderSize: limits.headBytes, to, scheme };
    },
    [Symbol.dispose]: () => {
      keep.destroy();
      once.destroy();
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

/** To one server for one client; what goes beyond them waits for its turn. */
const mostSockets = 256;

class PinnedAgent extends Agent {
  readonly #settings: PoolSettings;
  readonly #limits: EgressLimits;

  constructor(keepAlive: boolean, settings: PoolSettings, limits: EgressLimits) {
    super({ keepAlive, scheduling: "lifo", maxFreeSockets: 64, maxSockets: mostSockets });
    this.#settings = settings;
    this.#limits = limits;
  }

  override createConnection(options: PinnedArgs, callback?: Connect): undefined {
    const fail = (error: unknown): unknown => callback && Reflect.apply(callback, undefined, [error]);
    void this.#open(options).then((socket) => callback?.(null, socket), fail);
    return undefined;
  }

  /** Only sockets of the system can be kept: other streams have no sign of an end that comes meanwhile. */
  override keepSocketAlive(socket: Duplex): boolean {
    if (!(socket instanceof Socket)) return false;
    return Boolean(super.keepSocketAlive(socket));
  }

  async #open({ to, scheme }: PinnedArgs): Promise<Duplex> {
    const { startTls, trust = machineTrust } = this.#settings;
    const dialled = await connectServer(to, this.#settings, this.#limits);
    if (!dialled.ok) throw new NetworkFailure(dialled.failure);
    const { socket } = dialled;
    if (scheme === "http") return socket;
    if (startTls !== undefined) return startTls(socket, to.host);
    return connectVerified(socket, { host: to.host, trust, ms: this.#limits.connectMs });
  }
}
