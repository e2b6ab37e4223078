import { execFile, spawn } from "node:child_process";
import { connect } from "node:net";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { eventually, httpServer, openLoopbackFilter } from "../loopback-filter.ts";
import { authority, openFilter } from "../tls/open-filter.ts";
import { type Running, scratch, silentServer } from "../tls/tls-servers.ts";

const limits = { headMs: 400, connectMs: 400 };
const drops = "a".repeat(4000);

/** What is sent at once, and what then comes byte by byte. */
const drips = [
  ["a head", () => "", "GET http://allowed.test/ HTTP/1.1\r\nHost: allowed.test\r\n", `X: ${drops}`],
  ["a first line", () => "", "", drops],
  ["a SOCKS handshake", () => "", "\x05\xff", "\0".repeat(200)],
  [
    "a head in a tunnel",
    (port: number) => `CONNECT allowed.test:${port} HTTP/1.1\r\n\r\n`,
    "GET / HTTP/1.1\r\n",
    `X: ${drops}`,
  ],
  ["a first line in a tunnel", (port: number) => `CONNECT allowed.test:${port} HTTP/1.1\r\n\r\n`, "GET /", drops],
  [
    "a hello in a tunnel",
    (port: number) => `CONNECT allowed.test:${port} HTTP/1.1\r\n\r\n`,
    "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
    drops,
  ],
] as const;

describe("clients that drip", () => {
  test.concurrent.for(drips)("%s are ended, and others are served meanwhile", async ([, opening, start, rest]) => {
    await using server = await httpServer((_request, response) => response.end("served"));
    await using filter = await openLoopbackFilter({ limits });
    const slow = Array.from({ length: 30 }, () => {
      const socket = filter.open();
      let at = 0;
      const timer = setInterval(() => socket.write(rest[at++ % rest.length] ?? ""), 20);
      const over = (): void => {
        clearInterval(timer);
        socket.destroy();
      };
      socket
        .on("error", () => undefined)
        .once("end", over)
        .once("close", over)
        .resume();
      socket.write(opening(server.port) + start, "latin1");
      return socket;
    });
    const host = `allowed.test:${server.port}`;
    const ask = `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await filter.talk(ask)).toMatch(/served$/u);
    await eventually(() => slow.every((socket) => socket.destroyed));
    expect(await filter.talk(ask)).toMatch(/served$/u);
  });
});

/** A port where connections are neither taken nor refused: its queue is full. */
async function fullPort(): Promise<Running> {
  const program =
    "import socket, sys; s = socket.create_server(('127.0.0.1', 0), backlog=0); print(s.getsockname()[1], flush=True); sys.stdin.read()";
  const child = spawn("python3", ["-c", program], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const port = await new Promise<number>((resolve) =>
    child.stdout.once("data", (text: Buffer) => resolve(Number(text))),
  );
  const filling = connect({ host: "127.0.0.1", port });
  await new Promise((resolve) => filling.once("connect", resolve));
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      filling.destroy();
      child.stdin.end();
      await ended;
    },
  };
}

test.for([
  [
    "a request",
    (port: number) => `GET http://allowed.test:${port}/ HTTP/1.1\r\nHost: allowed.test:${port}\r\n\r\n`,
    /^HTTP\/1\.1 504 [^]*failed: /u,
  ],
  ["a tunnel", (port: number) => `CONNECT allowed.test:${port} HTTP/1.1\r\n\r\n`, /^HTTP\/1\.1 504 [^]*failed: /u],
  [
    "SOCKS",
    (port: number) => Buffer.from([5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, port >> 8, port & 255]),
    // oxlint-disable-next-line no-control-regex -- the protocol is made of them
    /^\x05\0\x05[\x04\x06]/u,
  ],
] as const)("a server that never takes the connection is given up: %s", async ([, ask, answer]) => {
  await using server = await fullPort();
  await using filter = await openLoopbackFilter({ limits });
  expect(await filter.talk(ask(server.port))).toMatch(answer);
  expect(filter.entries).toMatchObject([{ verdict: "allow", code: "net/timed-out" }]);
});

test("a server that never finishes its handshake is given up behind an opened tunnel", async () => {
  using files = scratch();
  await using server = await silentServer();
  await using filter = await openFilter({ intercept: ["*"] }, new Map(), limits);
  const argv = ["-sSi", "--cacert", files.file("session.pem", authority.certificate)];
  const url = `https://api.example.com:${server.port}/`;
  const { stdout } = await promisify(execFile)("curl", [...argv, "-x", `http://127.0.0.1:${filter.port}`, url]);
  expect(stdout).toMatch(/HTTP\/1\.1 504 [^]*x-sallyport-reason: failed: api\.example\.com: .*TLS handshake/u);
  expect(filter.entries.at(-1)).toMatchObject({ code: "net/timed-out", status: 504 });
});
