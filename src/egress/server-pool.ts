import { Agent, type ClientRequestArgs } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ReasonCode } from "../base/index.ts";
import { hostText, parseHostName } from "../policy/index.ts";
import { connectPinned } from "./connect-pinned.ts";
import { connectVerified, createTrust } from "./tls/connect-verified.ts";
import type { Destination, EgressLimits, EgressSettings } from "./settings.ts";

/** A connection could not be made: for the client a 502 or a 504. */
class Unreachable extends Error {
  readonly code: ReasonCode;
  constructor(code: ReasonCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface ServerPool extends Disposable {
  /** Options for `http.request` that lead to a checked address and nowhere else. `fresh`: over a new connection. */
  readonly options: (to: Destination, scheme: "http" | "https", fresh: boolean) => ClientRequestArgs;
}

type PoolSettings = Pick<EgressSettings, "dial" | "startTls" | "trust">;

const machineTrust = createTrust();

type Connect = (error: Error | null, socket: Duplex) => void;

/** Connections to servers, kept for the next request to the same host, port and checked addresses. */
export function createServerPool(settings: PoolSettings, limits: EgressLimits): ServerPool {
  const keep = new PinnedAgent(true, settings, limits);
  const once = new PinnedAgent(false, settings, limits);
  return {
    options: (to, scheme, fresh) => ({
      agent: fresh ? once : keep,
      // By host and port the agent files connections. Neither is looked up: `createConnection` reads them back.
      host: [scheme, hostText(to.host), ...to.addresses].join(" "),
      port: to.port,
      setHost: false,
    }),
    [Symbol.dispose]: () => {
      keep.destroy();
      once.destroy();
    },
  };
}

class PinnedAgent extends Agent {
  readonly #settings: PoolSettings;
  readonly #limits: EgressLimits;

  constructor(keepAlive: boolean, settings: PoolSettings, limits: EgressLimits) {
    super({ keepAlive, scheduling: "lifo", maxFreeSockets: 64 });
    this.#settings = settings;
    this.#limits = limits;
  }

  override createConnection(options: ClientRequestArgs, callback?: Connect): undefined {
    const fail = (error: unknown): unknown => callback && Reflect.apply(callback, undefined, [error]);
    void this.#open(options.host ?? "", Number(options.port)).then((socket) => callback?.(null, socket), fail);
    return undefined;
  }

  /** Only sockets of the system can be kept: other streams have no sign of an end that comes meanwhile. */
  override keepSocketAlive(socket: Duplex): boolean {
    if (!(socket instanceof Socket)) return false;
    return Boolean(super.keepSocketAlive(socket));
  }

  async #open(filed: string, port: number): Promise<Duplex> {
    const [scheme, hostPart = "", first = "", ...rest] = filed.split(" ");
    const parsed = parseHostName(hostPart);
    if (!parsed.ok) throw new Unreachable("net/bad-target", parsed.fault);
    const { host } = parsed;
    const to: Destination = { host, port, addresses: [first, ...rest], rule: undefined, code: "net/allowed" };
    const dialled = await connectPinned(to, this.#settings.dial, this.#limits);
    if (!dialled.ok) throw new Unreachable(dialled.failure.code, dialled.failure.message);
    const { socket } = dialled;
    if (scheme === "http") return socket;
    const { startTls, trust = machineTrust } = this.#settings;
    if (startTls !== undefined) return startTls(socket, host);
    return connectVerified(socket, { host, trust, ms: this.#limits.connectMs });
  }
}
