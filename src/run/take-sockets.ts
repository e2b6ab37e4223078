import type { ChildProcess } from "node:child_process";
import { Socket as NamesSocket } from "node:dgram";
import { createServer, Socket } from "node:net";
import type { Egress } from "../confine/index.ts";

/** Where a connection was meant to go when it left a program inside. */
interface Destination {
  readonly address: string;
  readonly port: number;
}

/** Whoever decides about a run's connections. Each socket is its own from then on. */
export interface Network {
  /** What the proxy asks for, `user:password`: nobody else on the machine knows it. */
  readonly credentials: string;
  /** A connection to the proxy. */
  readonly client: (socket: Socket) => void;
  /** Where names are asked for inside, by datagram. */
  readonly names: (socket: NamesSocket) => void;
  /** A connection of a program that knows of no proxy. */
  readonly connection: (socket: Socket, destination: Destination) => void;
}

/** Without a namespace there is no listening socket for the proxy: connections to it come like all others. */
function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}

/** What the warden says of a socket; nothing when it is not understood. */
export function isAbout(message: unknown): { readonly is: unknown; readonly destination: Destination } | undefined {
  if (typeof message !== "object" || message === null || !("is" in message)) return undefined;
  const address = "address" in message ? String(message.address) : "";
  const port = "port" in message ? Number(message.port) : 0;
  return { is: message.is, destination: { address, port } };
}

/**
 * Takes the sockets that the warden sends as a child process of Node's would. Disposed, nothing listens any more; connections
 * are their owner's.
 */
export function takeSockets(child: ChildProcess, network: Network, { port }: Egress): Disposable {
  const listening: { close(): unknown }[] = [];
  child.on("message", (message, handle) => {
    const about = isAbout(message);
    if (about?.is === "connection" && handle instanceof Socket) {
      handle.allowHalfOpen = true; // who has said everything may still listen
      const { destination } = about;
      if (destination.port === port && isLoopback(destination.address)) network.client(handle);
      else network.connection(handle, destination);
    } else if (about?.is === "names" && handle instanceof NamesSocket) {
      listening.push(handle);
      network.names(handle);
    } else if (about?.is === "proxy" && handle !== undefined) {
      const server = createServer({ allowHalfOpen: true }, (socket) => network.client(socket));
      listening.push(server.listen(handle));
    }
  });
  return {
    [Symbol.dispose]: () => {
      for (const socket of listening) socket.close();
      if (child.connected) child.disconnect();
    },
  };
}
