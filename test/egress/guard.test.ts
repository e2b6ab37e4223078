import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { guardEvents } from "../../src/egress/guard-events.ts";
import { httpServer, openLoopbackFilter } from "./loopback-filter.ts";

test("what a handler throws ends what it belongs to", () => {
  const thrown = new Error("by a handler");
  const emitter = new EventEmitter().on("event", () => {
    throw thrown;
  });
  // Without the guard whoever tells of the event gets it: in a process, nobody.
  expect(() => emitter.emit("event")).toThrow(thrown);
  const failures: Error[] = [];
  guardEvents(emitter, (error) => failures.push(error));
  emitter.emit("event");
  emitter.emit("error", new Error("that nobody listens to"));
  expect(failures.map(({ message }) => message)).toEqual(["by a handler", "that nobody listens to"]);
});

test("a record that can't be kept ends its own connection alone", async () => {
  await using server = await httpServer((request, response) => response.end(request.url));
  let broken = true;
  const record = (): void => {
    if (broken) throw new Error("no space left");
  };
  await using filter = await openLoopbackFilter({ settings: { record } });
  const host = `allowed.test:${server.port}`;
  const get = `GET http://${host}/in HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  for (const text of [
    get,
    get.replaceAll("allowed.test", "evil.test"),
    "nonsense\r\n\r\n",
    `CONNECT ${host} HTTP/1.1\r\n\r\n\0`,
  ])
    await filter.talk(text);
  broken = false;
  expect(await filter.talk(get)).toMatch(/\/in$/u);
});
