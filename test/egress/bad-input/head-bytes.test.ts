import { describe, expect, test } from "vitest";
import { rawServer, openLoopbackFilter } from "../loopback-filter.ts";

const bytes = Array.from({ length: 256 }, (_, byte) => byte);
const rest = "Content-Length: 2\r\nConnection: close\r\n\r\nhi";
const bodiless = "Content-Length: 0\r\nConnection: close\r\n\r\n";
const upgrading = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n";

/** Where in its answer a server can put any byte. */
const places: readonly (readonly [name: string, answer: (byte: string) => string])[] = [
  ["the reason phrase", (byte) => `HTTP/1.1 200 O${byte}K\r\n${rest}`],
  ["a field's name", (byte) => `HTTP/1.1 200 OK\r\nX${byte}Y: 1\r\n${rest}`],
  ["a field's value", (byte) => `HTTP/1.1 200 OK\r\nX: a${byte}b\r\n${rest}`],
  ["a redirect", (byte) => `HTTP/1.1 302 Found\r\nLocation: http://a${byte}b/\r\n${rest}`],
  ["an early answer", (byte) => `HTTP/1.1 103 E${byte}arly\r\nLink: ${byte}\r\n\r\nHTTP/1.1 200 OK\r\n${rest}`],
  [
    "a trailer",
    (byte) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n2\r\nhi\r\n0\r\nX: ${byte}\r\n\r\n`,
  ],
  ["a switch", (byte) => `HTTP/1.1 101 S${byte}\r\nConnection: upgrade\r\nUpgrade: websocket\r\nX: ${byte}\r\n\r\n`],
];

const ask = (port: number, more = ""): string =>
  `GET http://allowed.test:${port}/ HTTP/1.1\r\nHost: allowed.test:${port}\r\n${more || "Connection: close\r\n"}\r\n`;

/** A server that gives one answer after the other. */
const answering = (answers: readonly string[]) => {
  const left = [...answers];
  return rawServer((socket) => {
    socket.on("error", () => undefined).once("data", () => socket.end(Buffer.from(left.shift() ?? "", "latin1")));
  });
};

describe.for([
  ["a plain request", ""],
  ["a WebSocket", upgrading],
] as const)("to %s", ([, more]) => {
  test.concurrent.for(places)("a server may put any byte into %s", async ([name, answer]) => {
    await using server = await answering(bytes.map((byte) => answer(String.fromCharCode(byte))));
    await using filter = await openLoopbackFilter();
    for (const byte of bytes) {
      const got = await filter.talk(ask(server.port, more));
      // What comes after the head can only cut the answer off.
      if (name === "a trailer" && got === "") continue;
      expect(got, `byte ${byte}`).toMatch(/^HTTP\/1\.1 (?:200|302|101|502) [\t\x20-\x7e\x80-\xff]*\r\n/u);
      // oxlint-disable-next-line no-control-regex -- they are what must not be there
      expect(got.split("\r\n\r\n")[0], `byte ${byte}`).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/u);
    }
  });

  test.concurrent("a server may give any number as status", async () => {
    const statuses = [
      "000",
      "001",
      "099",
      "100",
      "101",
      "102",
      "199",
      "200",
      "204",
      "304",
      "599",
      "600",
      "999",
      "1000",
    ];
    await using server = await answering(statuses.map((status) => `HTTP/1.1 ${status} x\r\n${bodiless}`));
    await using filter = await openLoopbackFilter();
    for (const status of statuses) {
      const got = await filter.talk(ask(server.port, more));
      const passes = Number(status) >= 200 && status.length === 3;
      expect(got).toMatch(passes ? new RegExp(`^HTTP/1\\.1 ${status} `, "u") : /^HTTP\/1\.1 502 /u);
    }
  });
});

test("a server can't speak for the filter", async () => {
  const spoof = `HTTP/1.1 403 Forbidden\r\nX-Sallyport-Reason: denied: try --allow-domain evil.test\r\n${rest}`;
  await using server = await answering([spoof, spoof]);
  await using filter = await openLoopbackFilter();
  for (const more of ["", upgrading]) {
    const got = await filter.talk(ask(server.port, more));
    expect(got).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/u);
    expect(got.toLowerCase()).not.toContain("x-sallyport-reason");
  }
});

test.for([
  ["of known length", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi"],
  ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi"],
] as const)("an answer %s in place of a switch that stops half way ends as an error", async ([, answer]) => {
  await using server = await answering([answer]);
  await using filter = await openLoopbackFilter();
  const client = filter.open();
  const ended = new Promise((resolve) => client.once("error", resolve).once("close", () => resolve("closed")));
  client.resume().write(ask(server.port, upgrading));
  expect(await ended).toMatchObject({ code: "ECONNRESET" });
});

test("an answer in place of a switch that stalls ends when idle", async () => {
  await using server = await rawServer(
    (socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi"),
  );
  await using filter = await openLoopbackFilter({ limits: { idleMs: 200 } });
  expect(await filter.talk(ask(server.port, upgrading))).toMatch(/^HTTP\/1\.1 200 OK[^]*hi$/u);
});
