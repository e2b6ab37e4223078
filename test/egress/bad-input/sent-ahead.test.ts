import { once } from "node:events";
import { expect, test } from "vitest";
import { eventually, httpServer, openLoopbackFilter } from "../loopback-filter.ts";

test("of requests sent ahead one is worked on, and all are answered in their order", async () => {
  let working = 0;
  let most = 0;
  await using server = await httpServer((request, response) => {
    working += 1;
    most = Math.max(most, working);
    setImmediate(() => {
      working -= 1;
      response.end(`<${request.url}>`);
    });
  });
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  const asks = Array.from({ length: 40 }, (_, at) => `GET http://${host}/${at} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  const answer = await filter.talk(asks.join(""), /<\/39>/u);
  expect(answer.match(/<\/\d+>/gu)).toEqual(asks.map((_, at) => `</${at}>`));
  expect(most).toBe(1);
});

test("a client that sends thousands ahead is let go", async () => {
  let asked = 0;
  await using server = await httpServer(() => void (asked += 1));
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  await filter.talk(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(5000));
  await eventually(() => filter.entries.length > 0);
  expect(asked).toBeLessThan(2);
});

test("a tunnel asked for ahead does not overtake an answer", async () => {
  let release: (() => unknown) | undefined;
  await using server = await httpServer(({ url }, response) => {
    if (url === "/held") release = () => response.end("at last");
    else response.end("answered");
  });
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  const get = (path: string): string => `GET http://${host}${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const tunnel = `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const talking = filter.talk(`${get("/held")}${tunnel}`);
  await eventually(() => filter.entries.length === 1 && release !== undefined);
  expect(filter.entries[0]).toMatchObject({ method: "CONNECT", verdict: "deny", code: "net/bad-request" });
  release?.();
  expect(await talking).toMatch(/^HTTP\/1\.1 200 .*at last.*HTTP\/1\.1 403 .*CONNECT was sent before/su);
  expect(filter.entries[1]).toMatchObject({ method: "GET", verdict: "allow", status: 200 });
  // One after the other they are served, over one connection.
  const socket = filter.open();
  socket.write(get("/"));
  const [answer] = await once(socket, "data");
  expect(String(answer)).toContain("200 OK");
  socket.write(tunnel);
  const [opened] = await once(socket, "data");
  expect(String(opened)).toContain("200 Connection Established");
  socket.destroy();
});

const behind = [
  ["what can't be read", "", "\0\r\n\r\n", /^HTTP\/1\.1 200 .*at last.*HTTP\/1\.1 400 /su, 2],
  ["another request, though the last was asked for", "Connection: close\r\n", "GET / HTTP/1.1\r\n\r\n", /at last$/u, 1],
] as const;

test.for(behind)("%s takes no answer's place", async ([, field, more, expected, records]) => {
  let release: (() => unknown) | undefined;
  await using server = await httpServer((_, response) => (release = () => response.end("at last")));
  await using filter = await openLoopbackFilter();
  const host = `allowed.test:${server.port}`;
  const talking = filter.talk(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${field}\r\n${more}`);
  await eventually(() => release !== undefined);
  release?.();
  expect(await talking).toMatch(expected);
  expect(filter.entries).toHaveLength(records);
});
