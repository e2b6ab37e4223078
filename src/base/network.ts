import type { Effect, RuleRef } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** How a request to another host came in. */
export type NetworkDoor = "http" | "connect" | "socks5" | "captured" | "intercepted" | "fetch" | "dns";

/** One request to another host, as it ended. */
export interface NetworkEntry {
  readonly time: Date;
  readonly door: NetworkDoor;
  /** The name that its credentials stand for. */
  readonly client: string | undefined;
  readonly method: string;
  /** As asked for; not always a valid one. */
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string | undefined;
  /** Absent where an upstream proxy finds the host by its name. */
  readonly address: string | undefined;
  /** The upstream proxy that it went through. */
  readonly via?: string | undefined;
  readonly verdict: Effect;
  readonly code: ReasonCode;
  readonly rule: RuleRef | undefined;
  readonly message: string;
  /** Bytes from the client to the server, without what the proxy added. */
  readonly sent: number;
  readonly received: number;
  readonly durationMs: number;
  readonly status: number | undefined;
}

interface Place {
  readonly address: string;
  readonly port: number;
}

/** What a relay, which moves bytes and decides nothing, is told to do with a connection that it holds. */
export interface RelayOrders {
  /** To hand it over, with everything that its client said. */
  readonly give: (id: number) => void;
  /** To connect a tunnel, and say so to the client; `asked` is the length of the request. */
  readonly tunnel: (id: number, to: Place & { readonly asked: number }) => void;
  /** To let so many bytes through that a tunnel starts with, and to copy after that. */
  readonly pass: (id: number, what: { readonly length: number; readonly hello: boolean }) => void;
  /** To send a request, over a connection that was kept under this key if there is one. */
  readonly send: (
    id: number,
    what: Place & { readonly asked: number; readonly key: number; readonly text: string },
  ) => void;
  /** To answer the client: `head` is the length of the server's own head, `body` that of what follows. */
  readonly reply: (
    id: number,
    what: { readonly head: number; readonly body: number; readonly keep: boolean; readonly text: string },
  ) => void;
}

/** Bytes of a connection that a relay has carried. */
export interface Carried {
  readonly sent: number;
  readonly received: number;
}

/** A connection that a relay has handed over. */
export interface Given<Socket> {
  readonly client: Socket;
  readonly server: Socket | undefined;
  /** Bytes that the server has got of what is still to be read from the client. */
  readonly told: number;
}

/** What a relay shows, and to whom. A number stands for one connection as long as that stands. */
export interface RelayDesk<Socket> {
  /** The head of a request, from a client at this address. */
  readonly head: (id: number, peer: string, bytes: Buffer) => void;
  /** What a tunnel starts with, as far as it is there. */
  readonly first: (id: number, bytes: Buffer) => void;
  /** The head of an answer. */
  readonly answer: (id: number, bytes: Buffer) => void;
  readonly ended: (id: number, carried: Carried) => void;
  readonly gone: (id: number) => void;
  readonly given: (id: number, given: Given<Socket>) => void;
  /** There is no relay any more. */
  readonly closed: () => void;
}
