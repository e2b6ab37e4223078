import type { NetworkDoor } from "../base/index.ts";
import type { Duplex } from "node:stream";
import type { Refusal } from "./settings.ts";
import type { Client, EgressLimits, EgressPolicy } from "./settings.ts";
import type { CountingSettings } from "./under-way.ts";
import type { ServerPool } from "./server-pool.ts";
import type { Redirects } from "./redirects.ts";
import type { Bound } from "./read-request.ts";
import type { Destination } from "./settings.ts";

/** What all doors of one filter have in common. */
export interface Core {
  readonly settings: CountingSettings;
  readonly limits: EgressLimits;
  readonly pool: ServerPool;
  readonly redirects: Redirects;
  /** Counts one request of a client; a refusal when there were enough. */
  readonly count: (policy: EgressPolicy, client: string | undefined, subject: string) => Refusal | undefined;
  readonly tunnels: { open: number };
  /** Serves the HTTP requests of a stream. */
  readonly serveHttp: (stream: Duplex, visit: Visit) => void;
}

/** A connection to a server that has got the first request of a client already. */
interface Adopted {
  readonly address: string;
  readonly port: number;
  /** Nothing once it was used. */
  server: Duplex | undefined;
}

/** One client's connection. */
export interface Visit {
  readonly door: NetworkDoor;
  readonly peer: string | undefined;
  /** Known already, or to be asked for in each request. */
  readonly client: Client | undefined;
  readonly needsClient: boolean;
  /** The host that it is bound to, when it is: captured, or in a tunnel. */
  readonly bound?: Bound & {
    readonly to?: Destination;
  };
  /** Its first request was counted already, when it was first seen or with the tunnel that it comes out of. */
  readonly counted?: { first: boolean };
  readonly adopted?: Adopted;
}

export function policyOf(core: Core, client: Client | undefined): EgressPolicy {
  return client?.policy === undefined ? core.settings.policy() : client.policy();
}
