import type { Socket } from "node:net";

/** A connection that the native helper handed over. */
export interface Handed {
  readonly client: Socket;
  readonly server: Socket | undefined;
  /** Bytes that the server has got of what is still to be read from the client. */
  readonly told: number;
}

export interface Handover {
  /** Its sockets have come; `shown` where the last that is told of it comes another way. */
  readonly come: (id: number, handed: Handed, shown: boolean) => void;
  /** Everything that is told of it has been told. */
  readonly last: (id: number) => void;
  /** Nothing more comes. */
  readonly end: () => void;
}

/**
 * Sockets come one way and words another, and neither waits for the other: a connection is given when both are there, so that
 * how its last request ended is known before the next is read.
 */
export function createHandover(give: (id: number, handed: Handed) => void): Handover {
  const come = new Map<number, Handed>();
  const said = new Set<number>();
  return {
    come: (id, handed, shown) => {
      if (!shown || said.delete(id)) give(id, handed);
      else come.set(id, handed);
    },
    last: (id) => {
      const handed = come.get(id);
      if (handed === undefined) return void said.add(id);
      come.delete(id);
      return give(id, handed);
    },
    end: () => {
      for (const { client, server } of come.values()) {
        client.destroy();
        server?.destroy();
      }
      come.clear();
      said.clear();
    },
  };
}
