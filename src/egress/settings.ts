import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { NetworkEntry, ReasonCode, RelayDesk, RelayOrders, RuleRef } from "../base/index.ts";
import type { SecretDetector } from "../observe/index.ts";
import type { Host, HostPolicy, RequestPolicy, UpstreamProxy } from "../policy/index.ts";
import type { Trust } from "./tls/connect-verified.ts";
import type { Secrets } from "./tls/put-secrets.ts";
import type { Proxies } from "./upstream/choose-proxy.ts";

/** What a profile says about the network, made ready for judging. Read for each request: changes apply at once. */
export interface EgressPolicy {
  readonly hosts: HostPolicy;
  /** Rules for single requests, and which hosts are opened so that they can be applied. */
  readonly requests: RequestPolicy;
  readonly secrets: Secrets;
  /** Absent: every way is direct. */
  readonly proxies: Proxies | undefined;
  /** TLS to a name whose hello names no server, or hides the name (encrypted client hello). */
  readonly missingServerName: "refuse" | "allow";
  readonly hiddenServerName: "refuse" | "allow";
  readonly maxRedirects: number;
  readonly maxRequests: number | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly userAgent: string | undefined;
  /** Bodies of requests are searched for secrets. */
  readonly search: { readonly detector: SecretDetector; readonly block: boolean } | undefined;
}

/** How a destination is reached that lies behind a proxy. */
interface Way {
  readonly proxy: UpstreamProxy;
  /** Whether the proxy gets to see requests, or only carries bytes. */
  readonly form: "request" | "tunnel";
}

/** Where a judged request goes: the address that was checked is the one that is dialled, here or by a proxy. */
export interface Destination {
  readonly host: Host;
  readonly port: number;
  /** In order of preference; empty only where a proxy finds the host by its name. */
  readonly addresses: readonly string[];
  /** Absent: directly. */
  readonly way?: Way;
  /** True when a tunnel to it is only needed once something goes through: it may start with a request that goes another way. */
  readonly late?: boolean;
  readonly rule: RuleRef | undefined;
  readonly code: ReasonCode;
}

/** Why a request is refused. `ask` is a refusal too where nobody can be asked. */
export interface Refusal {
  readonly effect: "deny" | "ask";
  readonly code: ReasonCode;
  readonly rule: RuleRef | undefined;
  readonly subject: string;
  readonly message: string;
}

export type Judged =
  | { readonly ok: true; readonly to: Destination }
  | { readonly ok: false; readonly refusal: Refusal };

/** Where a captured connection was to go: the name that its address stands for, and the address itself. */
export interface Origin {
  /** Who makes it, where that is known. */
  readonly client?: Client;
  readonly host?: string;
  readonly address: string;
  readonly port: number;
}

/** Where a connection was to go that a rule led here. By which name, only its own first bytes tell. */
export interface Redirected {
  readonly address: string;
  readonly port: number;
  /** It was made to the filter itself, or by it. */
  readonly leadsBack: boolean;
}

/** Who may use the proxy. */
export interface Client {
  readonly name: string;
  readonly policy?: () => EgressPolicy;
  /** False once nobody of this name may use it any more. Absent: always true. */
  readonly isKnown?: () => boolean;
}

export interface EgressSettings {
  readonly policy: () => EgressPolicy;
  /** All addresses of a name. Fails or gives none when it has none. */
  readonly resolve: (name: string) => Promise<readonly string[]>;
  /** Connects to a checked address. The socket may still be connecting. */
  readonly dial: (address: string, port: number) => Socket | Duplex;
  /** Whom servers' certificates may come from. Absent: whom this machine's programs trust. */
  readonly trust?: Trust;
  /** This host's own addresses. */
  readonly ownAddresses: () => readonly string[];
  readonly record: (entry: NetworkEntry) => void;
  /** Counts one request; false when there were as many as the limit. Absent: each client's are counted as long as the filter lives. */
  readonly admit?: (limit: number, client: string | undefined) => boolean;
  /** Absent: everybody who reaches the socket may use it. */
  readonly authenticate?: (user: string, secret: string, peer: string | undefined) => Client | undefined;
  /** Who somebody is without credentials: by the address, or nobody for whom these could help. Absent: they are needed. */
  readonly recognize?: (peer: string | undefined) => Client | "ask" | "refuse";
  /** Takes the place of the tunnel for hosts whose TLS is opened. Absent: none is. */
  readonly intercept?: Interception;
  /** Starts TLS with a server over a connection that stands. Absent: with the usual verification. */
  readonly startTls?: (socket: Duplex, host: Host) => Duplex;
  readonly limits?: Partial<EgressLimits>;
}

/** What opens TLS in a tunnel: gives a stream of the plain requests inside. */
export interface Interception {
  readonly wants: (target: { readonly host: Host; readonly port: number }, policy: RequestPolicy) => boolean;
  readonly open: (client: Duplex, to: Destination) => Duplex;
}

export interface EgressLimits {
  readonly headBytes: number;
  readonly helloBytes: number;
  /** For a whole head, a hello or a handshake. */
  readonly headMs: number;
  readonly connectMs: number;
  readonly idleMs: number;
  readonly keepAliveMs: number;
  readonly connections: number;
}

export const defaultLimits: EgressLimits = {
  headBytes: 64 * 1024,
  helloBytes: 64 * 1024,
  headMs: 20_000,
  connectMs: 15_000,
  idleMs: 10 * 60_000,
  keepAliveMs: 60_000,
  connections: 20_000,
};

/** An accepted connection's way through the filter. */
export interface Egress extends AsyncDisposable {
  readonly handle: (socket: Socket | Duplex, origin?: Origin) => void;
  readonly redirected: (socket: Socket | Duplex, to: Redirected) => void;
  readonly openTunnels: () => number;
  /** What decides for a relay, which carries what is plain. `joined` counts a client of it until what it gives is called. */
  readonly relayDesk: (orders: RelayOrders, joined: (client?: Socket) => () => void) => RelayDesk<Socket>;
  /** From now on no connection is kept for a next request. */
  readonly endIdle: () => void;
  /** Judges a host by name, then by its addresses. */
  readonly judge: (target: {
    readonly host: string;
    readonly port: number;
    readonly scheme?: "http" | "https";
  }) => Promise<Judged>;
}
