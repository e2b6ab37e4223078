import type { Decision, NetworkEntry } from "../base/index.ts";
import type { FetchPage, Session } from "../engine/index.ts";

/** Where to listen: an address and a port, or the path of a socket. */
export type Listening = { readonly host: string; readonly port: number } | { readonly path: string };

export interface KnownClient {
  readonly secret: string;
  readonly policy: () => Session["loaded"]["policy"];
}

interface ServeAsked {
  readonly listen: Listening;
  /** Where health and metrics are told. */
  readonly status: Listening | undefined;
  /** Read for each request. */
  readonly policy: () => Session["loaded"]["policy"];
  readonly record: (entry: NetworkEntry) => void;
  /** By name. Absent: everybody may use it who reaches the address. */
  readonly clients: ReadonlyMap<string, KnownClient> | undefined;
}

export interface Serving extends AsyncDisposable {
  readonly address: string;
  /** Takes no new connections, and waits until those that stand have ended, or for so long. */
  readonly drain: (ms: number) => Promise<void>;
}

/** What the network's filter offers to the command line. */
export interface EgressTools {
  /** The verdict on one line of a batch; anything may be handed in. Groups of hosts stand for what they are given as. */
  readonly checkLine: (line: unknown, groups: ReadonlyMap<string, readonly string[]>) => Promise<Decision>;
  /** Runs the filter by itself. Fails when an address can't be listened on. */
  readonly serve: (asked: ServeAsked) => Promise<Serving>;
  /** The verdict on a URL, or `host:port`, under a session's profile: by name, and by what the name resolves to. */
  readonly checkUrl: (session: Session, url: string) => Promise<Decision>;
  readonly fetchPage: FetchPage;
}
