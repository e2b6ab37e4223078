import { EventEmitter, once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { httpServer, openLoopbackFilter } from "./loopback-filter.ts";

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
