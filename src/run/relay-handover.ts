import type { Socket } from "node:net";
import type { Given } from "../base/index.ts";

/** A connection that the native helper handed over. */
export type Handed = Given<Socket>;

export interface Handover {
  /** Its sockets have come, or were lost; `shown` where the last that is told of it comes another way. */
  readonly come: (id: number, handed: Handed | undefined, shown: boolean) => void;
  /** Everything that is told of it has been told. */
  readonly last: (id: number) => void;
  /** Nothing more comes. */
  readonly end: () => void;
}

/**
 * Sockets come one way and words another, and neither waits for the other: a connection is given when both are there, so that
 * how its last request ended is known before the next is read.
 */
export function createHandover(give: (id: number, handed: Handed | undefined) => void): Handover {
  const come = new Map<number, Handed | undefined>();
  const said = new Set<number>();
  return {
    come: (id, handed, shown) => {
      if (!shown || said.delete(id)) give(id, handed);
      else come.set(id, handed);
    },
    last: (id) => {
      if (!come.has(id)) return void said.add(id);
      const handed = come.get(id);
      come.delete(id);
      return give(id, handed);
    },
    end: () => {
      for (const handed of come.values()) {
        handed?.client.destroy();
        handed?.server?.destroy();
      }
      come.clear();
      said.clear();
    },
  };
}
