import type { Socket } from "node:net";
import { rawServer } from "../loopback-filter.ts";
import type { Running } from "../tls/tls-servers.ts";

const codes = { tls: 80_877_103, encrypted: 80_877_104 } as const;

/** One message of the protocol (PostgreSQL 53.7): its letter, its length, its body. */
function message(letter: string, ...parts: readonly (string | readonly number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

const ready = message("Z", "I");
const welcome = Buffer.concat([
  message("R", [0, 0, 0, 0]),
  message("S", "server_version\x0015.0\0"),
  message("S", "client_encoding\x00UTF8\0"),
  ready,
]);
/** One column of text, one row. */
const answer = Buffer.concat([
  message("T", [0, 1], "said\0", [0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
  message("D", [0, 1, 0, 0, 0, 17], "from the database"),
  message("C", "SELECT 1\0"),
  ready,
]);

/** Speaks as much of PostgreSQL as `psql -c` needs: no encryption, no password, one answer to everything. */
export function postgresPeer(): Promise<Running> {
  return rawServer((socket) => {
    let waiting: Buffer = Buffer.alloc(0);
    let started = false;
    socket.on("data", (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      const head = (): number => (started ? 1 : 0);
      while (waiting.length >= head() + 4 && waiting.length >= head() + waiting.readUInt32BE(head())) {
        const size = head() + waiting.readUInt32BE(head());
        started = take(socket, waiting.subarray(0, size), started);
        waiting = waiting.subarray(size);
      }
    });
  });
}

/** Whether the session has started after this message. */
function take(socket: Socket, bytes: Buffer, started: boolean): boolean {
  if (!started) {
    const code = bytes.readUInt32BE(4);
    const asksEncryption = code === codes.tls || code === codes.encrypted;
    socket.write(asksEncryption ? "N" : welcome);
    return !asksEncryption;
  }
  if (bytes[0] === "Q".charCodeAt(0)) socket.write(answer);
  if (bytes[0] === "X".charCodeAt(0)) socket.end();
  return true;
}
