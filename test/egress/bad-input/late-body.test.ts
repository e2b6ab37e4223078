import { expect, test } from "vitest";
import { openLoopbackFilter, rawServer } from "../loopback-filter.ts";

const unauthorized = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";

/** A client that sends a head and waits for the answer before it sends the body. */
const askOnly = (host: string, field = ""): string =>
  `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${field}Content-Length: 3\r\n\r\n`;

test("a server can answer a head whose body is still to come", async () => {
  await using server = await rawServer((socket) => socket.once("data", () => socket.write(unauthorized)));
  await using filter = await openLoopbackFilter();
  expect(await filter.talk(askOnly(`allowed.test:${server.port}`), /\r\n\r\n/u)).toMatch(/^HTTP\/1\.1 401 /u);
});

test("what a client expects beyond 100-continue is judged, recorded, and left to the server", async () => {
  const heads: string[] = [];
  await using server = await rawServer((socket) =>
    socket.once("data", (chunk: Buffer) => {
      heads.push(chunk.toString("latin1"));
      socket.write(unauthorized);
    }),
  );
  await using filter = await openLoopbackFilter();
  const field = "Expect: more\r\n";
  expect(await filter.talk(askOnly(`allowed.test:${server.port}`, field), /\r\n\r\n/u)).toMatch(/^HTTP\/1\.1 401 /u);
  expect(await filter.talk(askOnly("evil.test", field))).toMatch(/^HTTP\/1\.1 403 [^]*x-sallyport-reason: denied: /u);
  expect(heads).toEqual([expect.stringContaining("Expect: more\r\n")]);
  expect(filter.entries.map(({ verdict }) => verdict)).toContain("deny");
});

test("a server's head goes back before its body has come", async () => {
  await using server = await rawServer(
    (socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"),
  );
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  for (const more of ["", "Authorization: Negotiate abc\r\n"])
    expect(await filter.talk(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`, /\r\n\r\n/u)).toMatch(
      /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/event-stream\r\n/u,
    );
});

test.for([
  ["HEAD", "", "200 OK"],
  ["POST", "Content-Length: 0\r\n", "204 No Content"],
] as const)("a body behind an answer to %s that has none does not take it along", async ([method, field, status]) => {
  await using server = await rawServer((socket) =>
    socket.once("data", () => socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 3\r\n\r\nabc`)),
  );
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  // No connection is kept for one with credentials of its connection.
  const more = `${field}Authorization: Negotiate abc\r\n`;
  expect(await filter.talk(`${method} http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`, /\r\n\r\n/u)).toMatch(
    new RegExp(`^HTTP/1.1 ${status}\r\n`, "u"),
  );
});

test("a phrase that comes in pieces is told whole", async () => {
  await using server = await rawServer((socket) =>
    socket.setNoDelay(true).once("data", () => {
      socket.write("HTTP/1.1 404 Not F", () => setImmediate(() => socket.write("ound\r\nContent-Length: 0\r\n\r\n")));
    }),
  );
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  expect(await filter.talk(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`, /\r\n\r\n/u)).toMatch(
    /^HTTP\/1\.1 404 Not Found\r\n/u,
  );
});
