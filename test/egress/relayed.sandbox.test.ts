/** The filter behind the native helper, which carries what is plain: nobody may see a difference. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { helloBytes, serverNames } from "../../src/egress/check/hello-bytes.ts";
import { eventually, httpServer, openLoopbackFilter, rawServer } from "./loopback-filter.ts";

const helloFor = (name: string): Buffer =>
  helloBytes({ names: [serverNames([name])], hidden: false, protocols: [], size: 0, recordSize: 16_384 });
const get = (host: string, path = "/", extra = ""): string =>
  `GET http://${host}${path} HTTP/1.1\r\nHost: ${host}\r\n${extra}\r\n`;
const connectTo = (host: string): string => `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;

/** A record as it starts the answer to a hello. */
const serverHello = Buffer.concat([Buffer.of(0x16, 3, 3, 0, 76, 2, 0, 0, 72, 3, 3), Buffer.alloc(70, "w")]);

const megabytes = 24;

/** Reads so slowly that buffers fill on the way. */
async function readSlowly(socket: Socket, until: (length: number) => boolean): Promise<number> {
  let length = 0;
  for await (const chunk of socket) {
    length += (chunk as Buffer).length;
    if (until(length)) break;
    if (length % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return length;
}

const answers = [
  ["a length", "Content-Length: 4\r\n\r\nbody", /\r\n\r\nbody$/u],
  ["chunks", "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n", /\r\n4\r\nbody\r\n0\r\n\r\n$/u],
  ["its end", "\r\nbody", /body(?:\r\n0\r\n\r\n)?$/u],
  ["two lengths", "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody", /^HTTP\/1\.1 502 /u],
  ["a length and chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", /^HTTP\/1\.1 502 /u],
  ["a folded field", "X-A: b\r\n c\r\nContent-Length: 4\r\n\r\nbody", /./u],
] as const;

test.for(answers)("an answer that ends by %s comes once, and was asked for once", async ([, rest, expected]) => {
  let asked = 0;
  await using server = await rawServer((socket) => {
    socket
      .on("error", () => undefined)
      .on("data", () => {
        asked += 1;
        socket.end(`HTTP/1.1 200 OK\r\nX-Sallyport-Reason: forged\r\nConnection: X-Hop\r\nX-Hop: 1\r\n${rest}`);
      });
  });
  await using filter = await openLoopbackFilter({ relayed: true });
  const got = await filter.talk(get(`allowed.test:${server.port}`, "/p", "Connection: close\r\n"));
  const plain = await filter.talk(get(`allowed.test:${server.port}`), expected);
  for (const each of [got, plain]) {
    expect(each).toMatch(expected);
    expect(each).not.toMatch(/forged|x-hop/iu);
  }
  await eventually(() => filter.entries.length === 2);
  expect(asked).toBe(2);
  expect(filter.entries.map(({ host, address }) => `${host} ${address}`)).toEqual(
    Array(2).fill("allowed.test 127.0.0.1"),
  );
});

test("requests sent ahead are answered in turn, over a connection that is kept", async () => {
  let connections = 0;
  await using server = await httpServer((request, response) => response.end(request.url));
  await using counted = await rawServer((socket) => {
    connections += 1;
    let seen = "";
    socket.on("data", (chunk) => {
      seen += chunk.toString();
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${seen.split("GET ").length - 1}`);
    });
  });
  await using filter = await openLoopbackFilter({ relayed: true });
  const host = `allowed.test:${server.port}`;
  const got = await filter.talk(["/a", "/b", "/c"].map((path) => get(host, path)).join(""), /\/c$/u);
  expect([...got.matchAll(/\r\n\r\n(\/[abc])/gu)].map(([, path]) => path)).toEqual(["/a", "/b", "/c"]);
  const again = `allowed.test:${counted.port}`;
  expect(await filter.talk(get(again).repeat(3), /\r\n\r\n3$/u)).toMatch(/3$/u);
  expect(connections).toBe(1);
  await eventually(() => filter.entries.length === 6);
  expect(filter.entries.map(({ status, received }) => `${status} ${received}`).slice(0, 3)).toEqual(
    Array(3).fill("200 2"),
  );
});

const shapes = [
  ["a bare line feed", "GET http://HOST/ HTTP/1.1\nHost: HOST\r\n\r\n"],
  ["a blank before the colon", "GET http://HOST/ HTTP/1.1\r\nHost : HOST\r\n\r\n"],
  ["two hosts", "GET http://HOST/ HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n"],
  ["another host", "GET http://HOST/ HTTP/1.1\r\nHost: blocked.test\r\n\r\n"],
  ["a host that is not listed", "GET http://blocked.test/ HTTP/1.1\r\nHost: blocked.test\r\n\r\n"],
  [
    "a length and chunks",
    "GET http://HOST/ HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
  ["a tunnel elsewhere", "CONNECT blocked.test:443 HTTP/1.1\r\nHost: blocked.test:443\r\n\r\n"],
  ["a tunnel with a body", "CONNECT HOST HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\n\r\nabc"],
] as const;

test.for(shapes)("%s goes nowhere, and is recorded once", async ([, text]) => {
  let reached = 0;
  await using server = await rawServer(() => (reached += 1));
  await using filter = await openLoopbackFilter({ relayed: true });
  expect(await filter.talk(text.replaceAll("HOST", `allowed.test:${server.port}`))).toMatch(
    /^HTTP\/1\.1 40[03] .*x-sallyport-reason: /su,
  );
  expect(filter.entries.map(({ verdict }) => verdict)).toEqual(["deny"]);
  expect(reached).toBe(0);
});

test("a tunnel is carried whole, both ways, and counted", async () => {
  const hello = helloFor("allowed.test");
  const body = Buffer.alloc(megabytes * 1024 * 1024, "ab");
  let heard = 0;
  await using server = await rawServer((socket) => {
    socket.on("data", (chunk: Buffer) => {
      if (heard === 0) socket.write(serverHello);
      heard += chunk.length;
    });
    socket.once("end", () => socket.end(body));
  });
  await using filter = await openLoopbackFilter({ relayed: true });
  const client = filter.open();
  client.write(Buffer.concat([Buffer.from(connectTo(`allowed.test:${server.port}`)), hello]));
  await once(client, "data");
  client.end(body);
  expect(await readSlowly(client, () => false)).toBeGreaterThanOrEqual(body.length);
  expect(heard).toBe(hello.length + body.length);
  await eventually(() => filter.entries.length === 1);
  expect(filter.entries[0]).toMatchObject({
    verdict: "allow",
    sent: hello.length + body.length,
    received: serverHello.length + body.length,
  });
});

test("a tunnel with another name in its hello tells the server nothing", async () => {
  let heard = 0;
  await using server = await rawServer((socket) => socket.on("data", (chunk: Buffer) => (heard += chunk.length)));
  await using filter = await openLoopbackFilter({ relayed: true });
  const asked = Buffer.concat([Buffer.from(connectTo(`allowed.test:${server.port}`)), helloFor("blocked.test")]);
  expect((await filter.talk(asked)).slice(-7)).toBe("\x15\x03\x03\0\x02\x02\x31");
  expect(filter.entries[0]).toMatchObject({ verdict: "deny", code: "net/server-name-mismatch" });
  expect(heard).toBe(0);
});

const starts: readonly (readonly [
  name: string,
  says: string,
  answer: (socket: Socket) => unknown,
  expected: RegExp,
])[] = [
  ["a server that speaks first", "", (socket) => socket.write("220 hi"), /220 hi$/u],
  ["a hello in pieces", "pieces", (socket) => socket.once("data", () => socket.write("ok")), /ok$/u],
  [
    "a server that refuses the hello",
    "whole",
    (socket) => socket.once("data", () => socket.end(Buffer.of(0x15, 3, 3, 0, 2, 2, 40))),
    /\x28$/u,
  ],
  ["a server that only leaves", "whole", (socket) => socket.once("data", () => socket.end()), /established\r\n\r\n$/iu],
  ["another protocol", "other", (socket) => socket.once("data", () => socket.write("ok")), /ok$/u],
];

test.for(starts)("a tunnel to %s stands", async ([, says, answer, expected]) => {
  await using server = await rawServer((socket) => {
    socket.on("error", () => undefined).on("end", () => socket.end());
    answer(socket);
  });
  await using filter = await openLoopbackFilter({ relayed: true });
  const client = filter.open();
  let got = "";
  client.on("data", (chunk: Buffer) => (got += chunk.toString("latin1"))).on("error", () => undefined);
  client.write(connectTo(`allowed.test:${server.port}`));
  await eventually(() => got.includes("\r\n\r\n"));
  const hello = helloFor("allowed.test");
  const parts = new Map([
    ["whole", [hello]],
    ["pieces", [hello.subarray(0, 50), hello.subarray(50)]],
    ["other", [Buffer.from("\x01234")]],
  ]);
  for (const part of parts.get(says) ?? []) {
    client.write(part);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually(() => expected.test(got));
  client.end();
  await eventually(() => filter.entries.length === 1);
  expect(filter.entries[0]).toMatchObject({ verdict: "allow", code: "net/allowed" });
  client.destroy();
});

test("a body that stops half way does not look whole, and the next client is served", async () => {
  await using server = await rawServer((socket) => {
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
  });
  await using filter = await openLoopbackFilter({ relayed: true });
  expect(await filter.talk(get(`allowed.test:${server.port}`))).toMatch(/content-length: 100\r\n\r\nhalf$/iu);
  expect(await filter.talk(get("blocked.test"))).toMatch(/^HTTP\/1\.1 403 /u);
});

test("what a server says unasked is no answer to a next request", async () => {
  const answer = (body: string): string => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  await using server = await rawServer((socket) => {
    socket.on("error", () => undefined).on("data", () => socket.write(answer("asked") + answer("forged")));
  });
  await using filter = await openLoopbackFilter({ relayed: true });
  const got = await filter.talk(get(`allowed.test:${server.port}`).repeat(3), /(?:asked[^]*){3}/u);
  expect(got).not.toContain("forged");
});

test("a large body reaches a client that reads slowly, and none of it a next request", async () => {
  const body = Buffer.alloc(megabytes * 1024 * 1024, "x");
  await using server = await httpServer((_, response) => response.setHeader("content-length", body.length).end(body));
  await using filter = await openLoopbackFilter({ relayed: true });
  const client = filter.open();
  client.write(get(`allowed.test:${server.port}`));
  expect(await readSlowly(client, (length) => length > body.length)).toBeGreaterThan(body.length);
  client.destroy();
  await eventually(() => filter.entries.length === 1);
  expect(filter.entries[0]).toMatchObject({ received: body.length, status: 200 });
});

test("requests are counted once, though they were tried twice", async () => {
  await using closed = await rawServer(() => undefined);
  await closed[Symbol.asyncDispose]();
  await using server = await httpServer((_, response) => response.end("in"));
  await using filter = await openLoopbackFilter({ relayed: true, policy: { maxRequests: 2 } });
  expect(await filter.talk(get(`allowed.test:${closed.port}`))).toMatch(/^HTTP\/1\.1 502 /u);
  expect(await filter.talk(get(`allowed.test:${server.port}`), /in$/u)).toMatch(/^HTTP\/1\.1 200 /u);
  expect(await filter.talk(get(`allowed.test:${server.port}`))).toMatch(/^HTTP\/1\.1 403 .*at most 2/su);
  expect(filter.entries).toHaveLength(3);
});

test("what stands when the filter ends is recorded", async () => {
  await using server = await rawServer((socket) =>
    socket.on("error", () => undefined).on("data", () => socket.write(serverHello)),
  );
  const filter = await openLoopbackFilter({ relayed: true });
  const asked = Buffer.concat([Buffer.from(connectTo(`allowed.test:${server.port}`)), helloFor("allowed.test")]);
  await filter.talk(asked, /w{9}/u);
  const open = filter.open();
  open.on("error", () => undefined).write(asked);
  await once(open, "data");
  await once(open, "data");
  await filter[Symbol.asyncDispose]();
  expect(filter.entries.map(({ verdict }) => verdict)).toEqual(["allow", "allow"]);
});

test("a client that asks and leaves has its record", async () => {
  const lookups: (() => void)[] = [];
  const resolve = (): Promise<readonly string[]> => new Promise((done) => lookups.push(() => done(["127.0.0.1"])));
  await using filter = await openLoopbackFilter({ relayed: true, settings: { resolve } });
  const client = filter.open();
  client.write(connectTo("allowed.test:1"));
  await eventually(() => lookups.length === 1);
  client.resetAndDestroy();
  for (const done of lookups) done();
  await eventually(() => filter.entries.length === 1);
  expect(filter.entries[0]).toMatchObject({ method: "CONNECT", host: "allowed.test" });
});

test("a filter that stops cuts no answer off, whatever its client goes on saying", async () => {
  const half = Buffer.alloc(128 * 1024, "x");
  const rest = Promise.withResolvers<void>();
  await using server = await rawServer((socket) => {
    socket
      .on("error", () => undefined)
      .once("data", () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${2 * half.length}\r\n\r\n`);
        socket.write(half);
        void rest.promise.then(() => socket.write(half));
      });
  });
  await using filter = await openLoopbackFilter({ relayed: true });
  const host = `allowed.test:${server.port}`;
  const client = filter.open();
  client.write(get(host) + get(host, "/next"));
  await once(client, "readable");
  filter.drain();
  let listens = true;
  await eventually(() => {
    const late = filter.open().on("error", () => (listens = false));
    late.once("connect", () => late.destroy());
    return !listens;
  });
  rest.resolve();
  // By then all of it is on its way, and nobody holds it back any more.
  await eventually(() => filter.entries.length === 1);
  let got = 0;
  for await (const chunk of client) got += (chunk as Buffer).length;
  expect(got).toBeGreaterThan(2 * half.length);
});

test("the helper has its filter of system calls when the first client comes", async () => {
  await using filter = await openLoopbackFilter({ relayed: true });
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
  const helpers = children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("--relay"));
  expect(filter.port).toBeGreaterThan(0);
  expect(helpers.map((pid) => /^Seccomp:\t(\d)$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1])).toEqual([
    "2",
  ]);
});

test("clients that the helper holds count among the connections there may be", async () => {
  await using server = await httpServer((request, response) => request.resume().on("end", () => response.end("in")));
  await using filter = await openLoopbackFilter({ relayed: true, limits: { connections: 2 } });
  const host = `allowed.test:${server.port}`;
  const clients = [filter.open(), filter.open()];
  for (const client of clients) {
    client.write(get(host));
    await once(client, "data");
  }
  expect(await filter.talk(get(host))).toBe("");
  // Whom the helper hands over keeps his place.
  clients[0]?.write(`POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\n\r\nx`);
  expect(String(await once(clients[0] ?? filter.open(), "data"))).toContain("200 OK");
  for (const client of clients) client.destroy();
  let served = "";
  while (!served.endsWith("in")) served = await filter.talk(get(host), /in$/u);
});

test("a server that ends without a word is asked once", async () => {
  let asked = 0;
  await using server = await rawServer((socket) => socket.once("data", () => socket.end(void (asked += 1))));
  await using filter = await openLoopbackFilter({ relayed: true });
  expect(await filter.talk(get(`allowed.test:${server.port}`))).toMatch(/^HTTP\/1\.1 502 /u);
  expect(asked).toBe(1);
});
