import { EventEmitter, once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { httpServer, openLoopbackFilter, rawServer } from "./loopback-filter.ts";

const warnings: string[] = [];
const note = (warning: Error): unknown => warnings.push(warning.name);
// Those that print: the control's warning is meant, and would look like one of the filter's.
let printing: NodeJS.WarningListener[] = [];
beforeEach(() => {
  warnings.length = 0;
  printing = process.listeners("warning");
  process.removeAllListeners("warning").on("warning", note);
});
afterEach(() => {
  process.removeAllListeners("warning");
  for (const print of printing) process.on("warning", print);
});

test("a kept connection costs nothing more with each of its requests", async () => {
  await using server = await httpServer((_request, response) => void response.end("x"));
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  const request = `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const client = filter.open();
  for (let at = 0; at < 30; at += 1) {
    client.write(request);
    await once(client, "data");
  }
  client.destroy();
  expect(warnings).toEqual([]);
  // Node's own warning is what would tell of listeners that pile up.
  const control = new EventEmitter();
  for (let at = 0; at < 30; at += 1) control.on("error", () => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual(["MaxListenersExceededWarning"]);
});

test("a request that meets a connection which the server gives up is sent again", async () => {
  let given = 0;
  await using server = await rawServer((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
      socket.once("data", () => {
        given += 1;
        socket.resetAndDestroy();
      });
    });
  });
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  for (let at = 0; at < 5; at += 1)
    expect(await filter.talk(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`, /x$/u)).toMatch(
      /^HTTP\/1\.1 200 /u,
    );
  // Every second one met the connection of the one before it.
  expect(given).toBe(2);
});
