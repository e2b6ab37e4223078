import { readdirSync } from "node:fs";
import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { eventually, httpServer, type LoopbackFilter, openLoopbackFilter } from "../loopback-filter.ts";
import { type Garbage, garbageOf, starts } from "./make-garbage.ts";

const rounds = 2400;
const atOnce = 40;

/** Sends one input and waits for the end of it; inputs that only wait for more are ended. */
async function feed(filter: LoopbackFilter, { pieces }: Garbage): Promise<void> {
  const socket: Socket = filter.open();
  const { promise, resolve } = Promise.withResolvers<unknown>();
  socket.on("error", resolve).once("close", resolve).once("end", resolve).resume();
  for (const piece of pieces) socket.write(piece);
  socket.end();
  await promise;
  socket.destroy();
}

const count = (): number => readdirSync("/proc/self/fd").length;

test(`${rounds} inputs of garbage harm nobody`, { timeout: 180_000 }, async () => {
  await using server = await httpServer((_request, response) => response.end("good"));
  const limits = { headMs: 1000, idleMs: 1000, connectMs: 1000 };
  const origin = { host: "allowed.test", address: "198.18.0.9", port: server.port };
  await using direct = await openLoopbackFilter({ limits });
  await using captured = await openLoopbackFilter({ limits, origin });
  const host = `allowed.test:${server.port}`;
  const ask = `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  expect(await direct.talk(ask)).toMatch(/good$/u);
  const before = count();
  for (let at = 0; at < rounds; at += atOnce) {
    const inputs = Array.from({ length: atOnce }, (_none, next) => garbageOf(at + next, server.port));
    const fed = inputs.map((garbage) => feed(garbage.captured ? captured : direct, garbage));
    expect(await direct.talk(ask)).toMatch(/^HTTP\/1\.1 200 [^]*good$/u);
    await Promise.all(fed);
  }
  await eventually(() => count() <= before + 8);
  // No garbage ever becomes a request to a host that nobody listed.
  const hosts = new Set(
    [...direct.entries, ...captured.entries].filter(({ verdict }) => verdict === "allow").map((entry) => entry.host),
  );
  expect([...hosts].filter((name) => name !== "allowed.test" && name !== "127.0.0.1")).toEqual([]);
});

test("the garbage is as various as it is meant to be", () => {
  const made = Array.from({ length: rounds }, (_none, seed) => garbageOf(seed, 80));
  expect(new Set(made.map(({ pieces }) => Buffer.concat(pieces).toString("latin1"))).size).toBeGreaterThan(
    rounds * 0.9,
  );
  expect(new Set(made.map(({ start }) => start)).size).toBe(starts.length);
});
