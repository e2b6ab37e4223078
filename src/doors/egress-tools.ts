import type { Decision, NetworkEntry } from "../base/index.ts";
import type { FetchPage, Listener, OpenDesk, Session, TakeConnection } from "../engine/index.ts";

type Policy = Session["loaded"]["policy"];

/** Addresses that begin with the same bits. */
interface AddressRange {
  readonly address: string;
  readonly bits: number;
}

/** Somebody who may use the filter: by a secret, from certain addresses, or both. */
export interface KnownClient {
  readonly name: string;
  readonly secret: string | undefined;
  /** Empty: from anywhere. */
  readonly from: readonly AddressRange[];
  readonly policy: () => Policy;
}

/** Who decides about what the native helper carries, and when that is idle. */
interface Relayed {
  readonly desk: OpenDesk;
  readonly idleMs: number;
}

/** Begins to listen, and hands over what comes. */
export type Listen = (take: TakeConnection, relayed?: Relayed) => Promise<Listener>;

export interface ServeAsked {
  readonly listen: readonly Listen[];
  /** Where health and metrics are told. */
  readonly status: Listen | undefined;
  /** Read for each request. */
  readonly policy: () => Policy;
  readonly record: (entry: NetworkEntry) => void;
  /** Read for each request. Absent: everybody may use it who reaches the address. */
  readonly clients: (() => readonly KnownClient[]) | undefined;
}

export interface Serving extends AsyncDisposable {
  readonly listeners: readonly Listener[];
  readonly status: Listener | undefined;
  /** Takes no new connections, and waits until those that stand have ended, or for so long. */
  readonly drain: (ms: number) => Promise<void>;
}

type Serve = (asked: ServeAsked) => Promise<Serving>;

/** A filter that opens TLS where a policy wants it. */
interface ServeTls {
  /** PEM; what clients must trust. */
  readonly bundle: string;
  /** Of each secret that is not there one line. */
  readonly missing: (policy: Policy) => readonly string[];
  readonly serve: Serve;
}

/** What the network's filter offers to the command line. */
export interface EgressTools {
  /** The verdict on one line of a batch; anything may be handed in. Groups of hosts stand for what they are given as. */
  readonly checkLine: (line: unknown, groups: ReadonlyMap<string, readonly string[]>) => Promise<Decision>;
  /** Runs the filter by itself. Fails when an address can't be listened on. */
  readonly serve: Serve;
  /** The same, with an authority of its own. */
  readonly serveTls: () => ServeTls;
  /** Reads `10.1.2.0/24` and the like; what is wrong with it comes back as text. */
  readonly parseRange: (text: string) => AddressRange | string;
  /** The verdict on a URL, or `host:port`, under a session's profile: by name, and by what the name resolves to. */
  readonly checkUrl: (session: Session, url: string) => Promise<Decision>;
  readonly fetchPage: FetchPage;
}
