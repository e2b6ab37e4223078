/** What becomes of sockets that the helper hands over, and of those that are lost on their way. */
import { EventEmitter } from "node:events";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import type { Handed } from "../../src/run/relay-handover.ts";
import { hearSockets } from "../../src/run/relay-sockets.ts";

interface Row {
  readonly name: string;
  /** Those that come; the others are lost, as without a free descriptor. */
  readonly server?: "comes" | "lost";
  readonly client: "comes" | "lost";
  readonly given: "both" | "client" | undefined;
}

const rows: readonly Row[] = [
  { name: "a client alone is given", client: "comes", given: "client" },
  { name: "a client comes with its server", server: "comes", client: "comes", given: "both" },
  { name: "without its client a server is of no use", server: "comes", client: "lost", given: undefined },
  { name: "what a lost server has got is not said again", server: "lost", client: "comes", given: undefined },
  { name: "a client is lost alone", client: "lost", given: undefined },
];

test.for(rows)("$name", ({ server, client, given }) => {
  const sockets = { server: new Socket(), client: new Socket() };
  const child = new EventEmitter();
  const come: (Handed | undefined)[] = [];
  hearSockets(child, { come: (_, handed) => come.push(handed), last: () => undefined, end: () => undefined });
  const send = (is: keyof typeof sockets, how: Row["client"], about: object): unknown =>
    how === "comes"
      ? child.emit("message", about, sockets[is])
      : child.emit("internalMessage", { cmd: "NODE_HANDLE", msg: about }, null);
  if (server !== undefined) send("server", server, { is: "server", id: 7 });
  send("client", client, { is: "given", id: 7, told: 9, server: server !== undefined, shown: true });
  const wanted = { client: sockets.client, server: given === "both" ? sockets.server : undefined, told: 9 };
  expect(come).toEqual([given && wanted]);
  const kept = { server: given === "both", client: given !== undefined };
  if (server === "comes") expect(sockets.server.destroyed).toBe(!kept.server);
  if (client === "comes") expect(sockets.client.destroyed).toBe(!kept.client);
});
