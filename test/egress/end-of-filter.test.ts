import { once } from "node:events";
import { expect, test } from "vitest";
import { openLoopbackFilter, rawServer } from "./loopback-filter.ts";

test("a filter that ends has a record of everything that was under way", async () => {
  const asked = Promise.withResolvers<void>();
  await using server = await rawServer((socket) => {
    socket.on("error", () => undefined).on("data", () => asked.resolve());
  });
  const filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  const [waiting, tunnel] = [filter.open(), filter.open()];
  for (const client of [waiting, tunnel]) client.on("error", () => undefined);
  waiting.write(`GET http://${host}/never HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await asked.promise;
  tunnel.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await once(tunnel, "data");
  expect(filter.entries).toEqual([]);
  await filter[Symbol.asyncDispose]();
  expect(filter.entries.map(({ door }) => door).toSorted()).toEqual(["connect", "http"]);
  for (const client of [waiting, tunnel]) client.destroy();
});
