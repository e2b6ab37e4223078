import { expect, test } from "vitest";
import { httpServer, openLoopbackFilter } from "./loopback-filter.ts";

const as = (name: string): string => `Proxy-Authorization: Basic ${Buffer.from(`${name}:pw`).toString("base64")}\r\n`;

test.for([
  ["of another client", as("one"), as("two"), false],
  ["of its own", as("one"), as("one"), true],
  ["that carried NTLM", `${as("one")}Authorization: NTLM abc\r\n`, as("one"), false],
  ["that carried Negotiate", `${as("one")}Authorization: Negotiate abc\r\n`, as("one"), false],
  ["that carried a token", `${as("one")}Authorization: Bearer abc\r\n`, as("one"), true],
] as const)("a request gets no connection %s, unless nothing stuck to it", async ([, first, second, same]) => {
  await using server = await httpServer((request, response) => response.end(`port ${request.socket.remotePort}.`));
  const authenticate = (name: string) => ({ name });
  await using filter = await openLoopbackFilter({ settings: { authenticate } });
  const host = `allowed.test:${server.port}`;
  const ask = (more: string) =>
    filter.talk(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`, /port \d+\./u);
  const [one, two] = [await ask(first), await ask(second)].map((answer) => /port \d+/u.exec(answer)?.[0]);
  expect(one).toBeDefined();
  expect(one === two).toBe(same);
});
