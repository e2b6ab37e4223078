import { describe, expect, test } from "vitest";
import { httpServer, openLoopbackFilter, rawServer } from "../loopback-filter.ts";

const limit = 64 * 1024;

/** A request whose head has exactly so many bytes. */
function requestOf(port: number, size: number, first: "GET" | "CONNECT" = "GET"): string {
  const host = `allowed.test:${port}`;
  const line = first === "GET" ? `GET http://${host}/ HTTP/1.1` : `CONNECT ${host} HTTP/1.1`;
  const start = `${line}\r\nHost: ${host}\r\nConnection: close\r\nX-Fill: `;
  return `${start}${"a".repeat(size - start.length - 4)}\r\n\r\n`;
}

describe("a head", () => {
  test.for(["GET", "CONNECT"] as const)("of %s passes a little below 64 KiB, and not above", async (first) => {
    await using server = await httpServer((request, response) =>
      response.end(`got ${request.headers["x-fill"]?.length}`),
    );
    // Node's own server takes heads of 16 KiB: the peer of this test is a raw one.
    await using raw = await rawServer((socket) => {
      let got = "";
      socket.on("data", (chunk: Buffer) => {
        got += chunk.toString();
        if (got.endsWith("\r\n\r\n")) socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`);
      });
    });
    await using filter = await openLoopbackFilter();
    const below = await filter.talk(requestOf(raw.port, limit - 512, first), first === "GET" ? undefined : /200/u);
    expect(below).toMatch(first === "GET" ? /^HTTP\/1\.1 200 OK[^]*ok$/u : /^HTTP\/1\.1 200 Connection Established/u);
    expect(await filter.talk(requestOf(raw.port, limit + 512, first))).toMatch(
      /^HTTP\/1\.1 431 [^]*x-sallyport-reason: denied: /u,
    );
    expect(await filter.talk(requestOf(server.port, 1000))).toMatch(/got \d+$/u);
  });

  test("keeps each of its many fields", async () => {
    const seen: number[] = [];
    await using raw = await rawServer((socket) => {
      let got = "";
      socket.on("data", (chunk: Buffer) => {
        got += chunk.toString();
        if (!got.endsWith("\r\n\r\n")) return;
        seen.push(got.match(/^X\d+: y\r$/gmu)?.length ?? 0);
        const fields = Array.from({ length: 3000 }, (_none, at) => `Y${at}: z\r\n`).join("");
        socket.end(`HTTP/1.1 200 OK\r\n${fields}Content-Length: 2\r\n\r\nok`);
      });
    });
    await using filter = await openLoopbackFilter();
    const host = `allowed.test:${raw.port}`;
    const fields = Array.from({ length: 5000 }, (_none, at) => `X${at}: y\r\n`).join("");
    const answer = await filter.talk(
      `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${fields}\r\n`,
    );
    expect(seen).toEqual([5000]);
    expect(answer.match(/^Y\d+: z\r$/gmu)?.length).toBe(3000);
  });

  test("of an answer passes a little below 64 KiB, and not above", async () => {
    await using raw = await rawServer((socket) => {
      socket.once("data", (chunk: Buffer) => {
        const size = Number(/GET \/(\d+)/u.exec(chunk.toString())?.[1]);
        socket.end(`HTTP/1.1 200 OK\r\nX-Fill: ${"a".repeat(size)}\r\nContent-Length: 2\r\n\r\nok`);
      });
    });
    await using filter = await openLoopbackFilter();
    const host = `allowed.test:${raw.port}`;
    const ask = (size: number): Promise<string> =>
      filter.talk(`GET http://${host}/${size} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await ask(limit - 512)).toMatch(/^HTTP\/1\.1 200 OK[^]*ok$/u);
    expect(await ask(limit + 512)).toMatch(/^HTTP\/1\.1 502 [^]*failed: /u);
  });
});
