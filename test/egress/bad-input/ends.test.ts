import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { eventually, rawServer } from "../loopback-filter.ts";
import { openWay, readAll, ways } from "./ways.ts";

const size = 2_000_000;
const large = Buffer.alloc(size, "large ");

describe.for(ways)("by %s", (way) => {
  test("a client that ends first still gets the answer", async () => {
    await using server = await rawServer((socket) => {
      void readAll(socket).then((got) => socket.end(Buffer.concat([got, large])));
    });
    await using opened = await openWay(way, server.port);
    opened.socket.end("\0asked");
    const answer = await readAll(opened.socket);
    expect(answer.equals(Buffer.concat([Buffer.from("\0asked"), large]))).toBe(true);
    await eventually(() => opened.filter.entries.length === 1);
    expect(opened.filter.entries).toMatchObject([{ verdict: "allow", sent: 6, received: size + 6 }]);
  });

  test("a client that ends without a word still gets the answer", async () => {
    await using server = await rawServer((socket) => socket.once("end", () => socket.end("bye")).resume());
    await using opened = await openWay(way, server.port);
    opened.socket.end();
    expect(String(await readAll(opened.socket))).toBe("bye");
  });

  test("a server that ends first still gets the rest", async () => {
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    await using server = await rawServer((socket) => {
      socket.end("no more from me");
      void readAll(socket).then(resolve);
    });
    await using opened = await openWay(way, server.port);
    expect(String(await readAll(opened.socket))).toBe("no more from me");
    opened.socket.end(Buffer.concat([Buffer.of(0), large]));
    expect((await promise).length).toBe(size + 1);
    await eventually(() => opened.filter.entries.length === 1);
    expect(opened.filter.entries).toMatchObject([{ sent: size + 1, received: 15 }]);
  });

  test.for([
    ["resets", (socket: Socket): unknown => socket.resetAndDestroy()],
    ["resets after a while", (socket: Socket): unknown => socket.write("some", () => socket.resetAndDestroy())],
  ] as const)("a server that %s ends the client's side", async ([, act]) => {
    await using server = await rawServer((socket) => void socket.once("data", () => act(socket)));
    await using opened = await openWay(way, server.port);
    opened.socket.write("\0x");
    await readAll(opened.socket);
    opened.socket.destroy();
    await eventually(() => opened.filter.entries.length === 1);
    expect(opened.filter.entries).toMatchObject([{ verdict: "allow", sent: 2 }]);
  });

  test("a client that resets ends the server's side", async () => {
    const ended = Promise.withResolvers<unknown>();
    await using server = await rawServer((socket) => void readAll(socket).then(() => ended.resolve(socket.end())));
    await using opened = await openWay(way, server.port);
    opened.socket.write("\0x", () => opened.socket.resetAndDestroy());
    await ended.promise;
    await eventually(() => opened.filter.entries.length === 1);
  });

  test.for(["\0x", "SSH-2.0-half a line", ""])("both sides end when nobody says more than %j", async (said) => {
    const ended = Promise.withResolvers<unknown>();
    await using server = await rawServer((socket) => void readAll(socket).then(() => ended.resolve(socket.end())));
    await using opened = await openWay(way, server.port, { idleMs: 200, headMs: 200 });
    opened.socket.write(said);
    await readAll(opened.socket);
    await ended.promise;
    await eventually(() => opened.filter.entries.length === 1);
  });

  test("one side that ended does not hold the other for ever", async () => {
    const ended = Promise.withResolvers<unknown>();
    await using server = await rawServer((socket) => void readAll(socket).then(() => ended.resolve(socket.end())));
    await using opened = await openWay(way, server.port, { idleMs: 200 });
    opened.socket.end("\0x");
    await readAll(opened.socket);
    await ended.promise;
    await eventually(() => opened.filter.entries.length === 1);
  });
});
