import { createServer as createHttpsServer } from "node:https";
import { connect as connectSocket } from "node:net";
import { connect as connectTls } from "node:tls";
import { describe, expect, test } from "vitest";
import { egressPolicyOf } from "../../../src/egress/egress-policy.ts";
import { fetchPage } from "../../../src/egress/fetch/fetch-page.ts";
import type { Origin } from "../../../src/egress/settings.ts";
import { createInterception } from "../../../src/egress/tls/open-tls.ts";
import { type ProfileBody, policyOf } from "../../policy/policy-of.ts";
import { eventually, httpServer, type LoopbackFilter, openLoopbackFilter, rawServer } from "../loopback-filter.ts";
import { authority, trust } from "../tls/open-filter.ts";
import { listening, serving } from "../tls/tls-servers.ts";
import { type NodeProxy, nodeProxy } from "./node-proxy.ts";

/** Only the proxies' own names are known here, as in a network that looks up nothing outside. */
const resolve = (name: string): Promise<readonly string[]> =>
  Promise.resolve(name.endsWith(".proxy") ? ["127.0.0.1"] : []);

const credentials = "us er:p@ss:word";
const password = /p@ss|p%40ss/u;

function through(proxy: NodeProxy, { access, origin, scheme = "http" }: Wanted = {}): Promise<LoopbackFilter> {
  const url = `${scheme}://us%20er:p%40ss%3Aword@up.proxy:${proxy.port}`;
  const proxy_config = { http_proxy: url, https_proxy: url };
  const allowed = { allowed_domains: ["allowed.test"], proxy_config, ...access };
  const intercept = createInterception({ authority });
  return openLoopbackFilter({ access: allowed, settings: { resolve, trust, intercept }, ...(origin && { origin }) });
}

interface Wanted {
  readonly access?: ProfileBody;
  readonly origin?: Origin;
  readonly scheme?: "http" | "https";
}

const head = (text: string): string => `${text.replaceAll("\n", "\r\n")}\r\n\r\n`;
const established = /^HTTP\/1\.1 200[^]*\r\n\r\n/u;
const last = ({ entries }: LoopbackFilter) => entries.at(-1);

describe("plain requests", () => {
  test("are handed to the proxy, which alone is told who we are", async () => {
    const seen: string[][] = [];
    await using server = await httpServer((request, response) => {
      seen.push([request.url ?? "", ...request.rawHeaders]);
      response.end("hello");
    });
    await using proxy = await nodeProxy({ server: server.port, credentials });
    await using filter = await through(proxy);
    const answer = await filter.talk(
      head(
        "GET http://allowed.test/a?b=c HTTP/1.1\nHost: allowed.test\nProxy-Authorization: Basic eDp5\nConnection: close",
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*hello/u);
    expect(proxy.asked).toEqual(["GET http://allowed.test/a?b=c"]);
    expect(proxy.told).toEqual([`Basic ${Buffer.from(credentials).toString("base64")}`]);
    expect(seen.flat().join("\n").toLowerCase()).not.toContain("proxy-authorization");
    await eventually(() => filter.entries.length === 1);
    expect(last(filter)).toMatchObject({
      verdict: "allow",
      host: "allowed.test",
      address: undefined,
      via: `http://up.proxy:${proxy.port}`,
      status: 200,
    });
    expect(JSON.stringify(filter.entries)).not.toMatch(password);
  });

  test("of one client share a connection to the proxy, whatever their hosts", async () => {
    await using server = await httpServer((_request, response) => response.end("."));
    await using proxy = await nodeProxy({ server: server.port, credentials });
    await using filter = await through(proxy, { access: { allowed_domains: ["a.test", "b.test"] } });
    const socket = filter.open();
    let got = "";
    socket.on("data", (chunk: Buffer) => (got += chunk.toString()));
    for (const [at, host] of ["a.test", "b.test", "a.test"].entries()) {
      socket.write(head(`GET http://${host}/ HTTP/1.1\nHost: ${host}`));
      await eventually(() => (got.match(/HTTP\/1\.1 200/gu) ?? []).length === at + 1);
    }
    socket.destroy();
    expect(proxy.asked).toHaveLength(3);
    expect(proxy.connections()).toBe(1);
  });

  test("to what a star covers go to the checked address through a tunnel, for the same site", async () => {
    const seen: unknown[] = [];
    await using server = await httpServer((request, response) => {
      seen.push([request.url, request.headers.host]);
      response.end("hello");
    });
    await using proxy = await nodeProxy({ server: server.port, credentials });
    const known = (name: string): Promise<readonly string[]> =>
      Promise.resolve([name.endsWith(".proxy") ? "127.0.0.1" : "9.9.9.9"]);
    const url = `http://us%20er:p%40ss%3Aword@up.proxy:${proxy.port}`;
    await using filter = await openLoopbackFilter({
      access: { allowed_domains: ["*"], proxy_config: { http_proxy: url } },
      settings: { resolve: known },
    });
    const answer = await filter.talk(head("GET http://any.example/x HTTP/1.1\nHost: any.example\nConnection: close"));
    expect(answer).toMatch(/ 200 [^]*hello/u);
    expect(proxy.asked).toEqual(["CONNECT 9.9.9.9:80"]);
    expect(seen).toEqual([["/x", "any.example"]]);
    await eventually(() => filter.entries.length === 1);
    expect(last(filter)).toMatchObject({ address: "9.9.9.9", via: `http://up.proxy:${proxy.port}` });
  });
});

describe.for(["http", "https"] as const)("tunnels through a proxy by %s", (scheme) => {
  const open = (server: number): Promise<NodeProxy> =>
    nodeProxy({ server, credentials, ...(scheme === "https" && { tls: serving("up.proxy") }) });

  test("CONNECT carries TLS", async () => {
    await using server = await listening(
      createHttpsServer(serving("allowed.test"), (_request, response) => response.end("secret page")),
    );
    await using proxy = await open(server.port);
    await using filter = await through(proxy, { scheme });
    expect(await page(filter, "allowed.test")).toContain("secret page");
    expect(proxy.asked).toEqual(["CONNECT allowed.test:443"]);
    await eventually(() => filter.entries.length === 1);
    expect(last(filter)).toMatchObject({
      door: "connect",
      verdict: "allow",
      via: `${scheme}://up.proxy:${proxy.port}`,
    });
  });

  test("opened TLS is verified by itself", async () => {
    await using server = await listening(
      createHttpsServer(serving("allowed.test"), (request, response) => response.end(`opened ${request.url}`)),
    );
    await using proxy = await open(server.port);
    await using filter = await through(proxy, { scheme, access: { intercept: ["allowed.test"] } });
    expect(await page(filter, "allowed.test")).toContain("opened /");
    expect(proxy.asked).toEqual(["CONNECT allowed.test:443", "CONNECT allowed.test:443"]);
    await using wrong = await listening(
      createHttpsServer(serving("other.test"), (_request, response) => response.end()),
    );
    await using other = await open(wrong.port);
    await using strict = await through(other, { scheme, access: { intercept: ["allowed.test"] } });
    expect(await page(strict, "allowed.test")).toMatch(/^HTTP\/1\.1 502 [^]*failed/u);
  });

  test("SOCKS carries what the server says first", async () => {
    await using server = await rawServer((socket) => socket.end("SSH-2.0-here\r\n"));
    await using proxy = await open(server.port);
    await using filter = await through(proxy, { scheme });
    const name = Buffer.from("allowed.test");
    const asked = Buffer.concat([Buffer.from([5, 1, 0, 5, 1, 0, 3, name.length]), name, Buffer.from([0, 22])]);
    expect(await filter.talk(asked)).toContain("SSH-2.0-here");
    expect(proxy.asked).toEqual(["CONNECT allowed.test:22"]);
  });

  test("a captured connection knows of no proxy", async () => {
    await using server = await rawServer((socket) => socket.end("SSH-2.0-here\r\n"));
    await using proxy = await open(server.port);
    const origin = { host: "allowed.test", address: "198.18.0.1", port: 22 };
    await using filter = await through(proxy, { scheme, origin });
    expect(await filter.talk("")).toBe("SSH-2.0-here\r\n");
    expect(proxy.asked).toEqual(["CONNECT allowed.test:22"]);
    await eventually(() => filter.entries.length === 1);
    expect(last(filter)).toMatchObject({ door: "captured", via: `${scheme}://up.proxy:${proxy.port}` });
  });

  test("a WebSocket goes through a tunnel, whatever its scheme", async () => {
    await using server = await rawServer((socket) =>
      socket.once("data", () =>
        socket.write("HTTP/1.1 101 Go\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nframe"),
      ),
    );
    await using proxy = await open(server.port);
    await using filter = await through(proxy, { scheme });
    const upgrade = "Connection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Key: x";
    const answer = await filter.talk(
      head(`GET http://allowed.test/ HTTP/1.1\nHost: allowed.test\n${upgrade}`),
      /frame/u,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 101 /u);
    expect(proxy.asked).toEqual(["CONNECT allowed.test:80"]);
  });

  test("a page is fetched for the agent", async () => {
    await using server = await listening(
      createHttpsServer(serving("allowed.test"), (_request, response) => response.end("fetched")),
    );
    await using plain = await httpServer((_request, response) => response.end("plainly"));
    await using proxy = await open(server.port);
    await using other = await open(plain.port);
    for (const [url, by, expected] of [
      ["https://allowed.test/", proxy, "fetched"],
      ["http://allowed.test/", other, "plainly"],
    ] as const) {
      const fetched = await fetchThrough(url, `${scheme}://us%20er:p%40ss%3Aword@up.proxy:${by.port}`);
      expect(fetched).toMatchObject({ kind: "page", page: { status: 200, text: expect.stringContaining(expected) } });
    }
    expect([...proxy.asked, ...other.asked]).toEqual(["CONNECT allowed.test:443", "GET http://allowed.test/"]);
  });
});

function fetchThrough(url: string, proxy: string) {
  const proxy_config = { http_proxy: proxy, https_proxy: proxy };
  const policy = policyOf({ permissions: { network_access: { allowed_domains: ["allowed.test"], proxy_config } } });
  return fetchPage(url, {
    policy: () => egressPolicyOf(policy),
    resolve,
    dial: (address, port) => connectSocket({ host: address, port }),
    ownAddresses: () => [],
    record: () => undefined,
    trust,
  });
}

describe("port 80", () => {
  const origin = { host: "allowed.test", address: "198.18.0.1", port: 80 };

  test("plain HTTP that comes through a tunnel is a request for the proxy: many carry it in no other way", async () => {
    await using server = await httpServer((request, response) => response.end(`plain ${request.url}`));
    await using proxy = await nodeProxy({ server: server.port, credentials });
    await using filter = await through(proxy);
    const tunnel = head("CONNECT allowed.test:80 HTTP/1.1\nHost: allowed.test");
    const request = head("GET /x HTTP/1.1\nHost: allowed.test\nConnection: close");
    expect(await filter.talk(tunnel + request)).toContain("plain /x");
    await using captured = await through(proxy, { origin });
    expect(await captured.talk(request)).toContain("plain /x");
    expect(proxy.asked).toEqual(["GET http://allowed.test/x", "GET http://allowed.test/x"]);
  });

  test("anything else goes through a tunnel", async () => {
    await using server = await rawServer((socket) =>
      socket.on("data", (chunk) => socket.write(`echo ${String(chunk)}`)).on("end", () => socket.end("bye")),
    );
    await using proxy = await nodeProxy({ server: server.port, credentials });
    await using filter = await through(proxy, { origin });
    const socket = filter.open();
    let got = "";
    socket.on("data", (chunk: Buffer) => (got += chunk.toString()));
    socket.write("\u0001one");
    await eventually(() => got.includes("one"));
    socket.end("\u0001two");
    await eventually(() => got.endsWith("bye"));
    expect(proxy.asked).toEqual(["CONNECT allowed.test:80"]);
    socket.destroy();
    await eventually(() => filter.entries.length === 1);
    expect(last(filter)).toMatchObject({ code: "net/allowed", sent: 8, received: 21 });
  });

  test("a proxy that refuses such a tunnel is told of in the record", async () => {
    await using proxy = await nodeProxy({ credentials: "some:body-else" });
    await using filter = await through(proxy, { origin });
    expect(await filter.talk("\u0001one")).toBe("");
    await eventually(() => filter.entries.length === 1);
    expect(last(filter)).toMatchObject({ code: "net/proxy-refused", message: expect.stringContaining("407") });
  });

  test("who only listens is connected at his end", async () => {
    await using server = await rawServer((socket) => socket.end("hello"));
    await using proxy = await nodeProxy({ server: server.port, credentials });
    await using filter = await through(proxy, { origin });
    const socket = filter.open();
    let got = "";
    socket.on("data", (chunk: Buffer) => (got += chunk.toString())).end();
    await eventually(() => socket.readableEnded);
    expect(got).toBe("hello");
    expect(proxy.asked).toEqual(["CONNECT allowed.test:80"]);
  });
});

test("a change of the profile changes the way of the next request", async () => {
  await using server = await httpServer((_request, response) => response.end("."));
  await using one = await nodeProxy({ server: server.port });
  await using two = await nodeProxy({ server: server.port });
  const policyBy = (proxy: NodeProxy | undefined) => {
    const proxy_config = proxy && { http_proxy: `http://127.0.0.1:${proxy.port}` };
    const network_access = { allowed_domains: ["allowed.test", "127.0.0.1"], ...(proxy_config && { proxy_config }) };
    return egressPolicyOf(policyOf({ permissions: { network_access } }));
  };
  const ways = [one, two, undefined, one, two, undefined];
  let policy = policyBy(undefined);
  await using filter = await openLoopbackFilter({ settings: { policy: () => policy } });
  const socket = filter.open();
  let got = "";
  socket.on("data", (chunk: Buffer) => (got += chunk.toString()));
  for (const [at, way] of ways.entries()) {
    policy = policyBy(way);
    socket.write(head(`GET http://allowed.test:${server.port}/${at} HTTP/1.1\nHost: allowed.test:${server.port}`));
    await eventually(() => (got.match(/HTTP\/1\.1 200/gu) ?? []).length === at + 1);
  }
  socket.destroy();
  const asked = (at: number): string => `GET http://allowed.test:${server.port}/${at}`;
  expect([one.asked, two.asked]).toEqual([
    [asked(0), asked(3)],
    [asked(1), asked(4)],
  ]);
  expect(filter.entries.map(({ via }) => via)).toEqual(ways.map((proxy) => proxy && `http://127.0.0.1:${proxy.port}`));
});

/** A page by TLS through `CONNECT`, or what the filter said instead. */
async function page(filter: LoopbackFilter, host: string): Promise<string> {
  const socket = filter.open();
  socket.write(head(`CONNECT ${host}:443 HTTP/1.1\nHost: ${host}`));
  let text = "";
  await new Promise<void>((resolve) => {
    const take = (chunk: Buffer): void => {
      text += chunk.toString("latin1");
      if (established.test(text)) resolve(void socket.off("data", take));
    };
    socket
      .on("data", take)
      .once("close", resolve)
      .on("error", () => undefined);
  });
  const tls = connectTls({ socket, servername: host, rejectUnauthorized: false });
  let got = "";
  await new Promise<void>((resolve) => {
    tls.once("secureConnect", () => tls.write(head(`GET / HTTP/1.1\nHost: ${host}\nConnection: close`)));
    tls.on("data", (chunk: Buffer) => (got += chunk.toString()));
    tls
      .once("end", resolve)
      .once("close", resolve)
      .once("error", () => resolve());
  });
  socket.destroy();
  return got;
}
