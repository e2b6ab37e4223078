import { once } from "node:events";
import { connect as connectPlain, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect } from "node:tls";
import { expect, test } from "vitest";
import { readServerStart } from "../../src/egress/server-hello.ts";
import { openWay, readAll } from "./bad-input/ways.ts";
import { eventually, rawServer } from "./loopback-filter.ts";
import type { Running } from "./tls/tls-servers.ts";

const message = (random: Buffer): Buffer => Buffer.concat([Buffer.of(2, 0, 0, 70, 3, 3), random, Buffer.alloc(34)]);
const retry = Buffer.from("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c", "hex");
const record = (type: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.of(type, 3, 3, body.length >> 8, body.length & 255), body]);
const cut = (body: Buffer): Buffer => Buffer.concat(Array.from(body, (byte) => record(0x16, Buffer.of(byte))));
const warning = record(0x15, Buffer.of(1, 112));

/** A hello as a client sends it. */
async function helloOf(name: string): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const write = (chunk: Buffer, _: BufferEncoding, taken: () => void): void => {
    resolve(chunk);
    taken();
  };
  const wire = new Duplex({ read: () => undefined, write });
  const secure = connect({ socket: wire, servername: name }).on("error", () => undefined);
  const hello = await promise;
  secure.destroy();
  return hello;
}

/** A server that asks every client for a second hello, and keeps what comes after the first one. */
async function askingAgain(): Promise<Running & { readonly got: () => string }> {
  let got = "";
  const server = await rawServer((socket) => {
    socket
      .on("error", () => undefined)
      .once("data", () => {
        socket.write(cut(message(retry)));
        socket.on("data", (chunk) => (got += chunk.toString("latin1")));
      });
  });
  return { ...server, got: () => got };
}

async function sayTwice(socket: Socket, name: string): Promise<void> {
  socket.write(await helloOf("allowed.test"));
  socket.resume();
  await once(socket, "data");
  const spec = record(0x14, Buffer.of(1));
  socket.write(Buffer.concat([spec, await helloOf(name)]));
}

test("without the filter a server gets whatever the second hello names", async () => {
  await using server = await askingAgain();
  const socket = connectPlain(server.port, "127.0.0.1");
  await sayTwice(socket, "blocked.test");
  await eventually(() => server.got().includes("blocked.test"));
  socket.destroy();
});

test.for(["connect", "captured"] as const)("by %s the second hello is judged like the first", async (way) => {
  await using server = await askingAgain();
  await using opened = await openWay(way, server.port);
  await sayTwice(opened.socket, "blocked.test");
  await readAll(opened.socket);
  await eventually(() => opened.filter.entries.length === 1);
  expect(server.got()).toBe("");
  expect(opened.filter.entries).toMatchObject([{ verdict: "deny", code: "net/server-name-mismatch" }]);
});

test.for(["connect", "captured"] as const)("by %s one that names the same host goes on", async (way) => {
  await using server = await askingAgain();
  await using opened = await openWay(way, server.port);
  await sayTwice(opened.socket, "allowed.test");
  await eventually(() => server.got().includes("allowed.test"));
  opened.socket.destroy();
});

test("a second hello sent ahead waits for the answer to the first", async () => {
  let got = Buffer.alloc(0);
  await using silent = await rawServer((socket) => socket.on("data", (chunk) => (got = Buffer.concat([got, chunk]))));
  await using opened = await openWay("connect", silent.port, { idleMs: 300 });
  const [first, second] = [await helloOf("allowed.test"), await helloOf("blocked.test")];
  opened.socket.write(Buffer.concat([first, second]));
  await readAll(opened.socket);
  expect(got.equals(first)).toBe(true);
});

test.for([
  ["asks again", record(0x16, message(retry)), "retry"],
  ["asks again, in records of a byte", cut(message(retry)), "retry"],
  ["asks again after a warning", Buffer.concat([warning, record(0x16, message(retry))]), "retry"],
  ["takes the hello", record(0x16, message(Buffer.alloc(32, 1))), "other"],
  ["refuses", record(0x15, Buffer.of(2, 40)), "more"],
  ["speaks no TLS", Buffer.from("HTTP/1.1 400 Bad Request\r\n"), "other"],
  ["warns for ever", Buffer.concat(Array.from({ length: 1000 }, () => warning)), "other"],
] as const)("a server that %s", ([, bytes, start]) => {
  expect(readServerStart(bytes)).toBe(start);
  const all = Array.from(bytes, (_, at) => readServerStart(bytes.subarray(0, at + 1)));
  expect(all.find((each) => each !== "more") ?? "more").toBe(start);
});
