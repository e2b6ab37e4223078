import type { Socket as NamesSocket } from "node:dgram";
import type { Socket } from "node:net";
import { answerQuery } from "./answer-query.ts";
import type { NameTable } from "./name-table.ts";

const idleMs = 10_000;

/** Answers queries that come as datagrams, until the socket is closed. */
export function serveNames(socket: NamesSocket, table: NameTable): void {
  socket.on("error", () => {
    // ECONNREFUSED: whoever asked does not wait for the answer any more
  });
  socket.on("message", (query, { address, port }) => {
    const answer = answerQuery(query, table);
    if (answer !== undefined) socket.send(answer, port, address);
  });
}

/** The same over a connection: each message has its length in front. */
export function serveNamesOver(connection: Socket, table: NameTable): void {
  connection.setTimeout(idleMs, () => connection.destroy());
  let waiting: Buffer = Buffer.alloc(0);
  connection.on("error", () => connection.destroy());
  connection.on("end", () => connection.end());
  connection.on("data", (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
      const end = 2 + waiting.readUInt16BE(0);
      const answer = answerQuery(waiting.subarray(2, end), table);
      waiting = waiting.subarray(end);
      if (answer === undefined) return void connection.destroy();
      const head = Buffer.alloc(2);
      head.writeUInt16BE(answer.length);
      if (connection.write(Buffer.concat([head, answer]))) continue;
      connection.pause(); // nobody reads the answers
      connection.once("drain", () => connection.resume());
    }
  });
}
