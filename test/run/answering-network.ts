import type { Socket } from "node:net";
import { createNameTable } from "../../src/egress/names/name-table.ts";
import { serveNames, serveNamesOver } from "../../src/egress/names/serve-names.ts";
import type { Network } from "../../src/run/index.ts";

/** Tells everybody who connects where they wanted to go, and lets nobody out. */
export function answeringNetwork(): Network {
  const table = createNameTable();
  const tell = (socket: Socket, text: string): void => {
    socket.on("error", () => undefined);
    socket.end(`HTTP/1.0 200 OK\r\n\r\n${text}\n`);
    socket.resume();
  };
  return {
    credentials: "sallyport:word-of-this-run",
    client: (socket) => tell(socket, "the proxy"),
    names: (socket) => serveNames(socket, table),
    connection: (socket, { address, port }) => {
      if (port === 53) serveNamesOver(socket, table);
      else tell(socket, `${table.nameOf(address) ?? address} ${port}`);
    },
  };
}
