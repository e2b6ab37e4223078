import { createHash, randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { eventually, httpServer, openLoopbackFilter, rawServer } from "../loopback-filter.ts";
import { openWay, readAll, ways } from "./ways.ts";

const size = 8 * 1024 * 1024;
const large = randomBytes(size);
/** What the kernel's buffers on both sides of the filter take, and much less than what is offered. */
const mostHeld = 48 * 1024 * 1024;

const digest = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Reads with a pause after each piece. */
async function readSlowly(socket: Socket): Promise<Buffer> {
  socket.on("data", () => {
    socket.pause();
    setTimeout(() => socket.resume(), 1);
  });
  return readAll(socket);
}

/** Writes without end, as far as the other side takes it. Tells how much that was. */
function pour(socket: Socket): () => number {
  const chunk = Buffer.alloc(256 * 1024);
  const go = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on("drain", go).on("error", () => undefined);
  go();
  return () => socket.bytesWritten;
}

describe.for(ways)("by %s", (way) => {
  test("a slow reader gets every byte of a server that is gone", async () => {
    await using server = await rawServer((socket) => socket.once("data", () => socket.end(large)));
    await using opened = await openWay(way, server.port);
    opened.socket.write("\0");
    expect(digest(await readSlowly(opened.socket))).toBe(digest(large));
  });

  test("a slow server gets every byte of a client that is gone", async () => {
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    await using server = await rawServer((socket) => void readSlowly(socket).then(resolve));
    await using opened = await openWay(way, server.port);
    opened.socket.end(Buffer.concat([Buffer.of(0), large]));
    expect(digest((await promise).subarray(1))).toBe(digest(large));
  });

  test("a client that never reads holds no more than buffers", async () => {
    const servers: (() => number)[] = [];
    await using server = await rawServer((socket) => servers.push(pour(socket)));
    await using opened = await openWay(way, server.port, { idleMs: 400 });
    opened.socket.pause().write("\0");
    await eventually(() => opened.filter.entries.length === 1);
    expect(servers[0]?.()).toBeLessThan(mostHeld);
  });

  test("a server that never reads holds no more than buffers", async () => {
    await using server = await rawServer((socket) => socket.pause());
    await using opened = await openWay(way, server.port, { idleMs: 400 });
    const written = pour(opened.socket);
    await eventually(() => opened.filter.entries.length === 1);
    expect(written()).toBeLessThan(mostHeld);
  });
});

describe("plain requests", () => {
  const ask = (port: number, more = ""): string =>
    `GET http://allowed.test:${port}/ HTTP/1.1\r\nHost: allowed.test:${port}\r\nConnection: close\r\n${more}\r\n`;

  test.for([
    ["a length", { "content-length": String(size) }],
    ["chunks", {}],
  ] as const)("a slow reader gets every byte of an answer with %s", async ([, headers]) => {
    await using server = await httpServer((_request, response) => response.writeHead(200, headers).end(large));
    await using filter = await openLoopbackFilter();
    const socket = filter.open();
    socket.write(ask(server.port));
    const answer = await readSlowly(socket);
    const start = answer.indexOf("\r\n\r\n") + 4;
    const chunked = /transfer-encoding: chunked/iu.test(answer.toString("latin1", 0, start));
    expect(chunked).toBe(!("content-length" in headers));
    const body = answer.subarray(start);
    expect(digest(chunked ? joinChunks(body) : body)).toBe(digest(large));
    socket.destroy();
  });

  test("an answer that ends with its connection arrives whole", async () => {
    await using server = await rawServer((socket) => {
      socket.once("data", () => socket.end(Buffer.concat([Buffer.from("HTTP/1.0 200 OK\r\n\r\n"), large])));
    });
    await using filter = await openLoopbackFilter();
    const socket = filter.open();
    socket.write(ask(server.port));
    const answer = await readSlowly(socket);
    expect(digest(joinChunks(answer.subarray(answer.indexOf("\r\n\r\n") + 4)))).toBe(digest(large));
    socket.destroy();
  });

  test("a client that ends first still gets the answer", async () => {
    await using server = await httpServer((request, response) =>
      request.resume().once("end", () => response.end(large)),
    );
    await using filter = await openLoopbackFilter();
    const socket = filter.open();
    socket.end(ask(server.port));
    expect((await readAll(socket)).length).toBeGreaterThan(size);
    await eventually(() => filter.entries.length === 1);
    expect(filter.entries).toMatchObject([{ received: size, status: 200 }]);
    socket.destroy();
  });

  test("a client that never reads holds no more than buffers", async () => {
    const servers: (() => number)[] = [];
    await using server = await rawServer((socket) => {
      socket.once("data", () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${2 ** 40}\r\n\r\n`);
        servers.push(pour(socket));
      });
    });
    await using filter = await openLoopbackFilter({ limits: { idleMs: 400 } });
    const socket = filter.open();
    socket.on("error", () => undefined).pause();
    socket.write(ask(server.port));
    await eventually(() => filter.entries.length === 1);
    expect(servers[0]?.()).toBeLessThan(mostHeld);
    socket.destroy();
  });

  test("a server that never reads holds no more than buffers", async () => {
    await using server = await rawServer((socket) => socket.pause());
    await using filter = await openLoopbackFilter({ limits: { idleMs: 400 } });
    const socket = filter.open();
    const authority = `allowed.test:${server.port}`;
    socket.write(`POST http://${authority}/ HTTP/1.1\r\nHost: ${authority}\r\nContent-Length: ${2 ** 40}\r\n\r\n`);
    const written = pour(socket);
    await eventually(() => filter.entries.length === 1);
    expect(written()).toBeLessThan(mostHeld);
    expect(filter.entries).toMatchObject([{ code: "net/timed-out", status: 504 }]);
    socket.destroy();
  });
});

function joinChunks(body: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; ;) {
    const line = body.indexOf("\r\n", at);
    const length = Number.parseInt(body.toString("latin1", at, line), 16);
    if (!(length > 0)) return Buffer.concat(pieces);
    pieces.push(body.subarray(line + 2, line + 2 + length));
    at = line + 4 + length;
  }
}
