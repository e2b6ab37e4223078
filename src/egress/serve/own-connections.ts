import type { Socket } from "node:net";

type Dial = (address: string, port: number) => Socket;

/** Knows the connections that this process makes, so that one which a rule leads back here is not passed on again. */
export interface OwnConnections {
  readonly dial: Dial;
  readonly has: (peer: {
    readonly remoteAddress?: string | undefined;
    readonly remotePort?: number | undefined;
  }) => boolean;
}

export function rememberConnections(dial: Dial): OwnConnections {
  const open = new Set<string>();
  return {
    dial: (address, port) => {
      const socket = dial(address, port);
      socket.once("connect", () => {
        const end = `${socket.localAddress} ${socket.localPort}`;
        open.add(end);
        socket.once("close", () => open.delete(end));
      });
      return socket;
    },
    has: ({ remoteAddress, remotePort }) => open.has(`${remoteAddress} ${remotePort}`),
  };
}
