import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { readAll } from "./bad-input/ways.ts";
import { eventually, httpServer, openLoopbackFilter, rawServer } from "./loopback-filter.ts";

const get = (url: string, more = ""): string => `GET ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${more}\r\n`;
const established = /^HTTP\/1\.1 200[^]*\r\n\r\n/u;

describe("plain requests", () => {
  test("go to the server in origin form, without what is between client and proxy", async () => {
    const seen: (readonly string[])[] = [];
    await using server = await httpServer((request, response) => {
      seen.push([`${request.method} ${request.url}`, ...Object.entries(request.headersDistinct).flat(2).map(String)]);
      response.setHeader("X-Server", "yes").end("hello");
    });
    await using filter = await openLoopbackFilter();
    const url = `http://allowed.test:${server.port}/a?b=c`;
    const answer = await filter.talk(
      get(
        url,
        "Proxy-Connection: keep-alive\r\nConnection: X-Hop, close\r\nX-Hop: 1\r\nX-End: 2\r\nTE: trailers\r\nUpgrade: h2c\r\n",
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*X-Server: yes\r\n[^]*hello$/u);
    expect(seen).toEqual([
      ["GET /a?b=c", "host", `allowed.test:${server.port}`, "connection", "keep-alive", "x-end", "2"],
    ]);
    await eventually(() => filter.entries.length === 1);
    expect(filter.entries).toMatchObject([
      {
        door: "http",
        method: "GET",
        host: "allowed.test",
        port: server.port,
        address: "127.0.0.1",
        verdict: "allow",
        status: 200,
        received: 5,
      },
    ]);
  });

  test("a refusal is a 403 with its reason, and a record", async () => {
    await using filter = await openLoopbackFilter();
    const answer = await filter.talk(get("http://evil.test/", "Connection: close\r\n"));
    expect(answer).toMatch(
      /^HTTP\/1\.1 403 Forbidden\r\n[^]*x-sallyport-reason: denied: evil\.test:80: [^\r]+--allow-domain evil\.test/u,
    );
    expect(filter.entries).toMatchObject([
      { verdict: "deny", code: "net/host-not-allowed", host: "evil.test", port: 80 },
    ]);
  });

  test("bodies of both framings arrive whole, requests of one connection are judged one by one", async () => {
    const bodies: string[] = [];
    await using server = await httpServer((request, response) => {
      let body = "";
      request
        .on("data", (chunk: Buffer) => (body += chunk.toString()))
        .on("end", () => {
          bodies.push(body);
          response.end(String(body.length));
        });
    });
    await using filter = await openLoopbackFilter();
    const host = `allowed.test:${server.port}`;
    const answer = await filter.talk(
      `POST http://${host}/1 HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 3\r\n\r\nabc` +
        `POST http://${host}/2 HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwxyz\r\n0\r\n\r\n` +
        `GET http://evil.test/ HTTP/1.1\r\nHost: evil.test\r\n\r\n`,
    );
    expect(bodies).toEqual(["abc", "wxyz"]);
    expect(answer.match(/HTTP\/1\.1 \d+/gu)).toEqual(["HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 403"]);
  });

  test("100-continue is the server's answer, not the filter's", async () => {
    await using server = await httpServer((request, response) =>
      request.resume().on("end", () => response.end("done")),
    );
    await using filter = await openLoopbackFilter();
    const head = (url: string): string =>
      `POST ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`;
    expect(await filter.talk(head("http://evil.test/"))).toMatch(/^HTTP\/1\.1 403/u);
    expect(await filter.talk(`${head(`http://allowed.test:${server.port}/`)}ab`, /done/u)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200/u,
    );
  });

  test("redirects that a client follows are counted", async () => {
    await using server = await httpServer((request, response) => {
      const step = Number(request.url?.slice(1));
      response.writeHead(302, { Location: `/${step + 1}` }).end();
    });
    await using filter = await openLoopbackFilter({ policy: { maxRedirects: 2 } });
    const statuses: string[] = [];
    for (const step of [0, 1, 2, 3]) {
      const answer = await filter.talk(get(`http://allowed.test:${server.port}/${step}`, "Connection: close\r\n"));
      statuses.push(answer.slice(9, 12));
    }
    expect(statuses).toEqual(["302", "302", "302", "403"]);
    expect(filter.entries.at(-1)).toMatchObject({ code: "net/too-many-redirects" });
  });

  test("a session's requests are counted", async () => {
    await using server = await httpServer((_request, response) => response.end());
    await using filter = await openLoopbackFilter({ policy: { maxRequests: 1 } });
    const url = `http://allowed.test:${server.port}/`;
    expect(await filter.talk(get(url, "Connection: close\r\n"))).toMatch(/ 200 /u);
    expect(await filter.talk(get(url, "Connection: close\r\n"))).toMatch(/ 403 [^]*more requests than/u);
    // Somebody else, by address: nobody has a name here.
    const other = connect({ host: "127.0.0.1", port: filter.port, localAddress: "127.0.0.2" });
    other.write(get(url, "Connection: close\r\n"));
    expect((await readAll(other)).toString()).toMatch(/ 200 /u);
  });

  test("where servers have led one client is nothing to another", async () => {
    await using server = await httpServer((request, response) =>
      request.url === "/end" ? response.end("end") : response.writeHead(302, { location: "/end" }).end(),
    );
    await using filter = await openLoopbackFilter({ policy: { maxRedirects: 0 } });
    const url = `http://allowed.test:${server.port}`;
    const ask = (path: string): Promise<string> => filter.talk(get(`${url}${path}`, "Connection: close\r\n"));
    expect(await ask("/start")).toMatch(/ 302 /u);
    const other = connect({ host: "127.0.0.1", port: filter.port, localAddress: "127.0.0.2" });
    other.write(get(`${url}/end`, "Connection: close\r\n"));
    expect((await readAll(other)).toString()).toMatch(/ 200 [^]*end$/u);
    expect(await ask("/end")).toMatch(/ 403 /u);
  });

  test("the profile's user agent takes the client's place", async () => {
    await using server = await httpServer((request, response) => response.end(request.headers["user-agent"]));
    await using filter = await openLoopbackFilter({ policy: { userAgent: "sallyport-test" } });
    expect(
      await filter.talk(get(`http://allowed.test:${server.port}/`, "User-Agent: x\r\nConnection: close\r\n")),
    ).toMatch(/sallyport-test$/u);
  });

  test.for([
    ["a request line that is none", "hello\r\n\r\n", 400],
    ["TLS where a proxy is", Buffer.from([0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5]), 400],
    ["SOCKS 4", Buffer.from([4, 1, 0, 80, 127, 0, 0, 1, 0]), 0],
    ["a head that is too large", get("http://allowed.test/", `X-Big: ${"a".repeat(66_000)}\r\n`), 431],
    ["length and chunked", get("http://allowed.test/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400],
    ["a folded field", get("http://allowed.test/", "X: a\r\n b\r\n"), 400],
    ["a bare line feed", "GET http://allowed.test/ HTTP/1.1\nHost: allowed.test\n\n", 400],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  ] as const)("what can't be read goes nowhere: %s", async ([, bytes, status]) => {
    await using filter = await openLoopbackFilter();
    const answer = await filter.talk(bytes);
    expect(answer).toMatch(status === 0 ? /^\0\[/u : new RegExp(`^HTTP/1\\.1 ${status} `, "u"));
    expect(filter.entries.every(({ verdict }) => verdict === "deny")).toBe(true);
  });
});

describe("who may use it", () => {
  const authenticate = (user: string, secret: string) =>
    user === "me" && secret === "pw" ? { name: "me" } : undefined;
  const basic = (text: string): string => `Proxy-Authorization: Basic ${Buffer.from(text).toString("base64")}\r\n`;

  test("is asked for each request, and never passed on", async () => {
    const seen: unknown[] = [];
    await using server = await httpServer((request, response) => {
      seen.push(request.headers["proxy-authorization"]);
      response.end("in");
    });
    await using filter = await openLoopbackFilter({ settings: { authenticate } });
    const url = `http://allowed.test:${server.port}/`;
    expect(await filter.talk(get(url))).toMatch(/^HTTP\/1\.1 407 [^]*proxy-authenticate: Basic/u);
    expect(await filter.talk(get(url, basic("me:no")))).toMatch(/^HTTP\/1\.1 407/u);
    expect(await filter.talk(get(url, basic("me:pw")) + get(url), /407/u)).toMatch(
      /^HTTP\/1\.1 200[^]*HTTP\/1\.1 407/u,
    );
    expect(await filter.talk(`CONNECT allowed.test:${server.port} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 407/u);
    expect(seen).toEqual([undefined]);
    expect(filter.entries.filter(({ verdict }) => verdict === "deny").map(({ code }) => code)).toEqual(
      Array.from({ length: 4 }, () => "net/unknown-client"),
    );
  });

  test("is asked in SOCKS, too", async () => {
    await using server = await rawServer((socket) => socket.end("hi"));
    await using filter = await openLoopbackFilter({ settings: { authenticate } });
    const login = (secret: string): Buffer =>
      Buffer.concat([Buffer.from([1, 2]), Buffer.from("me"), Buffer.from([secret.length]), Buffer.from(secret)]);
    const ask = Buffer.from([5, 1, 0, 1, 127, 0, 0, 1, server.port >> 8, server.port & 255]);
    expect(await filter.talk(Buffer.concat([Buffer.from([5, 1, 0]), ask]))).toBe("\x05\xff");
    expect(await filter.talk(Buffer.concat([Buffer.from([5, 2, 0, 2]), login("no"), ask]))).toBe("\x05\x02\x01\x01");
    expect(await filter.talk(Buffer.concat([Buffer.from([5, 2, 0, 2]), login("pw"), ask]))).toBe(
      "\x05\x02\x01\0\x05\0\0\x01\0\0\0\0\0\0hi",
    );
  });
});

describe("tunnels", () => {
  const open = (port: number): string => `CONNECT allowed.test:${port} HTTP/1.1\r\nHost: allowed.test:${port}\r\n\r\n`;

  test("a server may speak first, and ends are passed on as ends", async () => {
    await using server = await rawServer((socket) => {
      socket.write("220 ready\r\n");
      let got = "";
      socket.on("data", (chunk) => (got += chunk.toString())).on("end", () => socket.end(`got ${got}`));
    });
    await using filter = await openLoopbackFilter();
    const socket = filter.open();
    let got = "";
    socket.on("data", (chunk) => (got += chunk.toString()));
    socket.write(open(server.port));
    await eventually(() => got.includes("220 ready"));
    socket.end("EHLO me\r\n");
    await new Promise((resolve) => socket.once("close", resolve));
    expect(got).toMatch(/220 ready\r\ngot EHLO me\r\n$/u);
    await eventually(() => filter.entries.length === 1);
    expect(filter.entries).toMatchObject([{ door: "connect", verdict: "allow", sent: 9, received: 24 }]);
  });

  test("nothing is lost to a client that reads slowly after the server has gone", async () => {
    const size = 8 * 1024 * 1024;
    await using server = await rawServer((socket) => socket.end(Buffer.alloc(size, "x")));
    await using filter = await openLoopbackFilter();
    const socket = filter.open();
    let received = 0;
    socket.write(`${open(server.port)}\0`);
    socket.on("data", (chunk) => {
      received += chunk.length;
      socket.pause();
      setTimeout(() => socket.resume(), 1);
    });
    await new Promise((resolve) => socket.once("end", resolve));
    expect(received).toBe(size + "HTTP/1.1 200 Connection Established\r\n\r\n".length);
    socket.destroy();
  });

  test("a client that never reads holds no more than buffers", async () => {
    let written = 0;
    await using server = await rawServer((socket) => {
      const chunk = Buffer.alloc(64 * 1024);
      const fill = (): void => {
        while (socket.write(chunk)) written += chunk.length;
      };
      socket.on("drain", fill).on("error", () => undefined);
      fill();
    });
    await using filter = await openLoopbackFilter({ limits: { idleMs: 300 } });
    const socket = filter.open();
    socket.on("error", () => undefined).write(`${open(server.port)}\0`);
    socket.pause();
    await eventually(() => filter.entries.length === 1);
    expect(written).toBeLessThan(64 * 1024 * 1024);
    socket.destroy();
  });

  test("no descriptor stays behind", async () => {
    await using server = await rawServer((socket) => socket.on("error", () => undefined).pipe(socket));
    await using filter = await openLoopbackFilter();
    const count = (): number => readdirSync("/proc/self/fd").length;
    await filter.talk(`${open(server.port)}\0x`, /x/u);
    await eventually(() => filter.entries.length === 1);
    const before = count();
    for (let round = 0; round < 50; round += 1) await filter.talk(`${open(server.port)}\0x`, /\0x/u);
    await eventually(() => filter.entries.length === 51);
    await eventually(() => count() <= before + 4);
  });

  test("plain requests inside are judged one by one", async () => {
    await using server = await httpServer((request, response) => response.end(request.url));
    await using filter = await openLoopbackFilter();
    const host = `allowed.test:${server.port}`;
    const answer = await filter.talk(
      `${open(server.port)}GET /in HTTP/1.1\r\nHost: ${host}\r\n\r\nGET / HTTP/1.1\r\nHost: evil.test\r\n\r\n`,
    );
    expect(answer).toMatch(/200 Connection[^]*200 OK[^]*\/in[^]*403 Forbidden/u);
  });

  test.for([
    ["resets", (socket: { resetAndDestroy: () => unknown }) => socket.resetAndDestroy()],
    ["ends at once", (socket: { end: () => unknown }) => socket.end()],
  ] as const)("a server that %s harms nobody else", async ([, act]) => {
    await using server = await rawServer((socket) => void act(socket));
    await using filter = await openLoopbackFilter();
    expect(await filter.talk(open(server.port))).toMatch(/^HTTP\/1\.1 (?:200|502) /u);
    expect(await filter.talk(get(`http://allowed.test:${server.port}/`))).toMatch(/^HTTP\/1\.1 502 /u);
    expect(await filter.talk(get("http://evil.test/"))).toMatch(/^HTTP\/1\.1 403/u);
  });

  test("nobody at the port: 502", async () => {
    await using filter = await openLoopbackFilter();
    expect(await filter.talk(open(1))).toMatch(/^HTTP\/1\.1 502 [^]*ECONNREFUSED/u);
    expect(await filter.talk(get("http://allowed.test:1/"))).toMatch(/^HTTP\/1\.1 502 [^]*ECONNREFUSED/u);
    expect(filter.entries).toMatchObject([{ code: "net/unreachable" }, { code: "net/unreachable" }]);
  });
});

describe("captured connections", () => {
  test.for([
    ["allowed.test", "GET / HTTP/1.1\r\nHost: allowed.test:PORT\r\nConnection: close\r\n\r\n", /200 OK[^]*in$/u],
    ["allowed.test", "GET / HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n", /403 Forbidden/u],
    ["evil.test", "GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n", /403 Forbidden[^]*evil\.test/u],
    [undefined, "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n", /200 OK/u],
  ] as const)("to %s are judged by that", async ([host, text, wanted]) => {
    await using server = await httpServer((_request, response) => response.end("in"));
    await using filter = await openLoopbackFilter({
      origin: { address: "127.0.0.1", port: server.port, ...(host === undefined ? {} : { host }) },
    });
    expect(await filter.talk(text.replace("PORT", String(server.port)))).toMatch(wanted);
  });
});

describe("patience", () => {
  test("a head that never ends is ended", async () => {
    await using filter = await openLoopbackFilter({ limits: { headMs: 200 } });
    expect(await filter.talk("GET http://allowed.test/ HTTP/1.1\r\nHost: al")).toMatch(/^HTTP\/1\.1 408/u);
    expect(await filter.talk(Buffer.from([5, 1]))).toBe("\x05\xff");
    expect(await filter.talk("")).toBe("");
  });

  test("a hello that never ends is ended", async () => {
    await using server = await rawServer((socket) => socket.resume());
    await using filter = await openLoopbackFilter({ limits: { headMs: 1000 } });
    const answer = await filter.talk(
      Buffer.concat([
        Buffer.from(`CONNECT allowed.test:${server.port} HTTP/1.1\r\n\r\n`),
        Buffer.from([0x16, 3, 1, 1, 0, 1]),
      ]),
    );
    expect(answer).toContain("\x15\x03\x03\0\x02\x02\x31");
    expect(filter.entries).toMatchObject([{ verdict: "deny", code: "net/bad-hello" }]);
  });

  test("a server that does not answer is a 504", async () => {
    await using server = await rawServer((socket) => socket.resume());
    await using filter = await openLoopbackFilter({ policy: { timeoutSeconds: 0.2 } });
    expect(await filter.talk(get(`http://allowed.test:${server.port}/`))).toMatch(/^HTTP\/1\.1 504/u);
    expect(filter.entries).toMatchObject([{ code: "net/timed-out", status: 504 }]);
  });

  test("a tunnel without traffic ends", async () => {
    await using server = await rawServer((socket) => socket.resume());
    await using filter = await openLoopbackFilter({ limits: { idleMs: 1000 } });
    expect(await filter.talk(`CONNECT allowed.test:${server.port} HTTP/1.1\r\n\r\n\0`)).toMatch(established);
    expect(await filter.talk(`CONNECT allowed.test:${server.port} HTTP/1.1\r\n\r\n`)).toMatch(established);
  });

  test("a name that nobody resolves is a refusal", async () => {
    await using filter = await openLoopbackFilter({
      settings: { resolve: () => Promise.reject(new Error("ETIMEOUT")) },
    });
    expect(await filter.talk(get("http://allowed.test/"))).toMatch(/^HTTP\/1\.1 403 /u);
    expect(filter.entries).toMatchObject([{ code: "net/unresolved" }]);
  });

  test("one connection too many is closed, the others stay", async () => {
    await using server = await httpServer((_request, response) => response.end("in"));
    await using filter = await openLoopbackFilter({ limits: { connections: 20 } });
    const idle = Array.from({ length: 19 }, () => filter.open());
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    expect(await filter.talk(get(`http://allowed.test:${server.port}/`, "Connection: close\r\n"))).toMatch(/in$/u);
    const last = filter.open();
    await new Promise((resolve) => last.once("connect", resolve));
    expect(await filter.talk(get(`http://allowed.test:${server.port}/`))).toBe("");
    for (const socket of [...idle, last]) socket.destroy();
  });
});
