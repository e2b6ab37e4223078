import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { eventually, openLoopbackFilter } from "../loopback-filter.ts";

const more = "and more of what nobody reads";
const socks = (...bytes: readonly number[]): Buffer => Buffer.from([5, 1, 0, 5, ...bytes]);

/** What is refused, with more behind it, and how the answer starts. */
const refused = [
  ["a tunnel", "CONNECT evil.test:443 HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 403 [^]*denied: evil\.test:443: /u],
  ["a bad tunnel", "CONNECT evil.test HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 403 /u],
  ["a tunnel to nobody", "CONNECT allowed.test:1 HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 502 /u],
  ["a request", "GET http://evil.test/ HTTP/1.1\r\nHost: evil.test\r\n\r\n", /^HTTP\/1\.1 40[03] /u],
  ["what is none", "\0\0\0\r\n\r\n", /^HTTP\/1\.1 400 /u],
  [
    "a WebSocket",
    "GET http://evil.test/ HTTP/1.1\r\nHost: evil.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    /^HTTP\/1\.1 403 /u,
  ],
  ["SOCKS 4", Buffer.from([4, 1, 0, 80, 127, 0, 0, 1, 0]), /^\0\[/u],
  ["SOCKS without a method", Buffer.from([5, 1, 9]), /^\x05\xff$/u], // oxlint-disable-line no-control-regex -- the protocol is made of them
  ["SOCKS to a host", socks(1, 0, 1, 127, 0, 0, 2, 0, 80), /^\x05\0\x05\x02/u], // oxlint-disable-line no-control-regex -- as above
  ["SOCKS to nobody", socks(1, 0, 1, 127, 0, 0, 1, 0, 1), /^\x05\0\x05\x05/u], // oxlint-disable-line no-control-regex -- as above
  ["SOCKS to listen", socks(2, 0, 1, 127, 0, 0, 1, 0, 80), /^\x05\0\x05\x07/u], // oxlint-disable-line no-control-regex -- as above
] as const;

test.for(refused)("%s is answered, and nothing of it stays", async ([, bytes, answer]) => {
  await using filter = await openLoopbackFilter();
  const count = (): number => readdirSync("/proc/self/fd").length;
  const before = count();
  const socket = filter.open();
  let got = "";
  let ended = false;
  socket.on("data", (chunk: Buffer) => (got += chunk.toString("latin1"))).once("end", () => (ended = true));
  socket.on("error", () => undefined).write(Buffer.concat([Buffer.from(bytes), Buffer.from(more)]));
  await eventually(() => ended);
  expect(got).toMatch(answer);
  // The client takes its time to let go.
  socket.write(more);
  socket.end();
  await eventually(() => count() <= before);
  expect(filter.entries.every((entry) => entry.verdict === "deny" || entry.code === "net/unreachable")).toBe(true);
});

test("whoever does not let go is let go", async () => {
  await using filter = await openLoopbackFilter();
  const socket = filter.open();
  socket
    .on("error", () => undefined)
    .resume()
    .write("CONNECT evil.test:443 HTTP/1.1\r\n\r\n");
  await new Promise((resolve) => socket.once("end", resolve));
  const start = performance.now();
  const noise = setInterval(() => socket.write(more), 50);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(noise);
  expect(performance.now() - start).toBeLessThan(15_000);
});
