import { describe, expect, test } from "vitest";
import { eventually, httpServer, openLoopbackFilter, rawServer } from "../loopback-filter.ts";
import { badServers } from "./bad-servers.cases.ts";

const get = (port: number, more: string): string =>
  `GET http://allowed.test:${port}/ HTTP/1.1\r\nHost: allowed.test:${port}\r\n${more}Connection: close\r\n\r\n`;

describe.for([
  ["a kept connection", ""],
  ["one of the request's own", "Authorization: Negotiate abc\r\n"],
] as const)("over %s, a server that", ([, more]) => {
  test.concurrent.for(badServers)("$name", async ({ act, kept, ...ending }) => {
    const { status, code } = more === "" && kept !== undefined ? kept : ending;
    await using bad = await rawServer((socket) => socket.once("data", () => act(socket)));
    await using good = await httpServer((_request, response) => response.end("good"));
    await using filter = await openLoopbackFilter({ limits: { idleMs: 2000 } });
    const answer = await filter.talk(get(bad.port, more));
    if (status === "cut off") {
      // What came is passed on as far as it got, and the end is no proper one.
      expect(answer).toMatch(/^(?:HTTP\/1\.1 200 |$)/u);
      expect(answer).not.toMatch(/\r\n0\r\n\r\n$/u);
      expect(/content-length: (\d+)/iu.exec(answer)?.[1] ?? "10").toBe("10");
    } else {
      expect(answer).toMatch(
        new RegExp(`^(?:HTTP/1\\.1 100 Continue\r\n\r\n)?HTTP/1\\.1 ${status} [^]*x-sallyport-reason: failed: `, "u"),
      );
    }
    await eventually(() => filter.entries.length === 1);
    expect(filter.entries).toMatchObject([{ host: "allowed.test", code }]);
    expect(await filter.talk(get(good.port, more))).toMatch(/good$/u);
  });
});
