import type { Socket } from "node:net";

/** Those of clients that are open. */
export interface Connections {
  readonly open: ReadonlySet<object>;
  /** One that is here, or somewhere else until what this gives is called. */
  readonly add: (socket?: Socket) => () => void;
  /** When none is open any more, or after so long. */
  readonly ended: (ms: number) => Promise<void>;
}

export function createConnections(): Connections {
  const open = new Set<object>();
  const none = Promise.withResolvers<void>();
  let waited = false;
  const look = (): void => {
    if (waited && open.size === 0) none.resolve();
  };
  return {
    open,
    add: (socket) => {
      const one = {};
      const leave = (): void => {
        open.delete(one);
        look();
      };
      open.add(one);
      socket?.once("close", leave);
      return leave;
    },
    ended: async (ms) => {
      waited = true;
      look();
      const timer = setTimeout(none.resolve, ms);
      await none.promise;
      clearTimeout(timer);
    },
  };
}
