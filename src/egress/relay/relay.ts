import type { Socket } from "node:net";
import type { Refusal } from "../settings.ts";

/** What a relay is told to do with a connection that it holds. */
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

interface Place {
  readonly address: string;
  readonly port: number;
}

export interface Carried {
  readonly sent: number;
  readonly received: number;
}

/** A connection that the relay has handed over. */
export interface Given {
  readonly client: Socket;
  readonly server: Socket | undefined;
  /** Bytes that the server has got of what is still to be read from the client. */
  readonly told: number;
}

/** What a relay shows. A number stands for one connection as long as that stands. */
export interface RelayDesk {
  /** The head of a request, from a client at this address. */
  readonly head: (id: number, peer: string, bytes: Buffer) => void;
  /** What a tunnel starts with, as far as it is there. */
  readonly first: (id: number, bytes: Buffer) => void;
  /** The head of an answer. */
  readonly answer: (id: number, bytes: Buffer) => void;
  readonly ended: (id: number, carried: Carried) => void;
  readonly gone: (id: number) => void;
  readonly given: (id: number, given: Given) => void;
  /** There is no relay any more. */
  readonly closed: () => void;
}

/** What comes of one request, in the order of the relay's steps. */
export interface Work {
  /** Orders the first step; nothing has been sent anywhere before that. */
  readonly start: () => void;
  readonly first?: (bytes: Buffer) => void;
  readonly answer?: (bytes: Buffer) => void;
  readonly ended: (carried: Carried) => void;
  /** Nothing came of it, and it is begun once more without the relay. */
  readonly begunAnew?: () => void;
  /** Goes on without the relay, with the server that has been reached. */
  readonly given: (client: Socket, server: Socket, told: number) => void;
}

/** What was made of a request: work, or nothing that the relay could do, and the refusal where it is one. */
export type Outcome =
  | { readonly kind: "work"; readonly work: Work }
  | { readonly kind: "give"; readonly refusal?: Refusal };
