import type { Effect, ReasonCode, RuleRef } from "../base/index.ts";
import type { CompiledPolicy } from "../policy/index.ts";
import type { Network } from "../run/index.ts";

/** One request to another host, as it ended. */
export interface NetworkEntry {
  readonly time: Date;
  /** How it came in: `http`, `connect`, `socks5`, `captured`. */
  readonly door: string;
  readonly method: string;
  /** As asked for; not always a valid one. */
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string | undefined;
  readonly address: string | undefined;
  readonly verdict: Effect;
  readonly code: ReasonCode;
  readonly rule: RuleRef | undefined;
  readonly message: string;
  readonly sent: number;
  readonly received: number;
  readonly durationMs: number;
  readonly status: number | undefined;
}

/** What whoever decides about connections needs to know, and tells. */
interface NetworkAsked {
  /** What the proxy asks for, `user:password`. */
  readonly credentials: string;
  /** Read for each request: changes apply at once. */
  readonly policy: () => CompiledPolicy;
  readonly record: (entry: NetworkEntry) => void;
}

/** Decides about one run's connections. Disposed, it has let go of all of them. */
export type OpenedNetwork = Omit<Network, "credentials"> & AsyncDisposable;

/** The composition root's: the engine knows nobody who could open a connection. */
export type OpenNetwork = (asked: NetworkAsked) => Promise<OpenedNetwork>;

/** One that is still being opened: what comes before that waits. */
export function openingNetwork(credentials: string, opening: Promise<OpenedNetwork>): Network {
  const later = (use: (opened: OpenedNetwork) => void): void => {
    opening.then(use, () => undefined); // whoever opens it hears of a failure
  };
  return {
    credentials,
    client: (socket) => later(({ client }) => client(socket)),
    names: (socket) => later(({ names }) => names(socket)),
    connection: (socket, to) => later(({ connection }) => connection(socket, to)),
  };
}
