import type { NetworkEntry } from "../base/index.ts";
import type { CompiledPolicy } from "../policy/index.ts";
import type { Network } from "../run/index.ts";

/** What whoever decides about connections needs to know, and tells. */
interface NetworkAsked {
  /** What the proxy asks for, `user:password`. */
  readonly credentials: string;
  /** Read for each request: changes apply at once. */
  readonly policy: () => CompiledPolicy;
  /** Counts one request of the session; false when there were as many as the limit that holds now. */
  readonly admit: (limit: number) => boolean;
  readonly record: (entry: NetworkEntry) => void;
  /** Told of a bug in what decides: the run ends, and is still written down. */
  readonly failed: (error: unknown) => void;
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
