import type { NetworkEntry } from "../../../src/base/index.ts";
import { connect, createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { egressPolicyOf } from "../../../src/egress/egress-policy.ts";
import { fetchPage } from "../../../src/egress/fetch/fetch-page.ts";
import type { Origin } from "../../../src/egress/settings.ts";
import { policyOf } from "../../policy/policy-of.ts";
import { eventually, type LoopbackFilter, openLoopbackFilter, rawServer } from "../loopback-filter.ts";
import { trust } from "../tls/open-filter.ts";
import { listening, serving, tlsServer } from "../tls/tls-servers.ts";
import { requestFailures, tunnelFailures } from "./failures.cases.ts";

const head = (text: string): string => `${text.replaceAll("\n", "\r\n")}\r\n\r\n`;
const connectTo = head("CONNECT allowed.test:443 HTTP/1.1\nHost: allowed.test");
const get = head("GET http://allowed.test/ HTTP/1.1\nHost: allowed.test\nConnection: close");
const socks = Buffer.concat([
  Buffer.from([5, 1, 0, 5, 1, 0, 3, 12]),
  Buffer.from("allowed.test"),
  Buffer.from([1, 187]),
]);

interface Wanted {
  readonly origin?: Origin;
  /** What is to come of it: only who waits in vain is given little time. */
  readonly code?: string;
}

function through(url: string, { origin, code }: Wanted = {}): Promise<LoopbackFilter> {
  const seconds = code === "net/timed-out" ? 1 : 15;
  return openLoopbackFilter({
    access: { allowed_domains: ["allowed.test"], proxy_config: { http_proxy: url, https_proxy: url } },
    // Later than the connection is given up: which of the two it was shows in what is recorded.
    policy: { timeoutSeconds: 3 * seconds },
    limits: { connectMs: seconds * 900 },
    ...(origin && { origin }),
    settings: { trust, resolve: (name) => Promise.resolve(name === "up.proxy" ? ["127.0.0.1"] : []) },
  });
}

const password = "very-secret";
const urlOf = (port: number, scheme = "http"): string => `${scheme}://user:${password}@up.proxy:${port}`;

/** One record, which says what the client was told, and no password anywhere. */
async function expectRecord(
  filter: LoopbackFilter,
  answer: string,
  row: { readonly code: string; readonly says: RegExp },
) {
  await eventually(() => filter.entries.length > 0);
  expect(filter.entries).toHaveLength(1);
  const [entry] = filter.entries;
  expect(entry).toMatchObject({
    verdict: "allow",
    code: row.code,
    message: expect.stringMatching(row.says),
    via: expect.stringMatching(/^https?:\/\/up\.proxy:\d+$/u),
  });
  expect(answer).toContain(entry?.message);
  const encoded = Buffer.from(`user:${password}`).toString("base64");
  for (const word of [password, encoded]) expect(JSON.stringify(filter.entries) + answer).not.toContain(word);
}

const statusFor = (code: string): number => (code === "net/timed-out" ? 504 : 502);

describe("a tunnel through a proxy that answers with", () => {
  test.for(tunnelFailures)("$name", async (row) => {
    await using proxy = await rawServer(row.proxy);
    await using filter = await through(urlOf(proxy.port), row);
    const answer = await filter.talk(connectTo);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${statusFor(row.code)} `, "u"));
    await expectRecord(filter, answer, row);
  });

  test.for(tunnelFailures)("$name, for SOCKS", async (row) => {
    await using proxy = await rawServer(row.proxy);
    await using filter = await through(urlOf(proxy.port), row);
    const answer = await filter.talk(socks);
    expect([...Buffer.from(answer, "latin1").subarray(2, 4)]).toEqual([5, row.code === "net/timed-out" ? 4 : 1]);
    expect(filter.entries).toMatchObject([{ code: row.code, message: expect.stringMatching(row.says) }]);
  });
});

describe("a request through a proxy that answers with", () => {
  test.for(requestFailures)("$name", async (row) => {
    await using proxy = await rawServer(row.proxy);
    await using filter = await through(urlOf(proxy.port), row);
    const answer = await filter.talk(get);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${statusFor(row.code)} `, "u"));
    expect(answer).not.toMatch(/proxy-authenticate/iu);
    await expectRecord(filter, answer, row);
  });

  test("what may be the server's own answer", async () => {
    await using proxy = await rawServer((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")),
    );
    await using filter = await through(urlOf(proxy.port));
    expect(await filter.talk(get)).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n[^]*no$/u);
  });
});

describe.for([
  ["tunnel", connectTo],
  ["request", get],
] as const)("a %s through a proxy that can't be reached", ([, asked]) => {
  const row = (says: RegExp) => ({ code: "net/proxy-failed", says });

  test("since nobody listens there", async () => {
    const closed = await listening(createServer());
    await closed[Symbol.asyncDispose]();
    await using filter = await through(urlOf(closed.port));
    const answer = await filter.talk(asked);
    expect(answer).toMatch(/^HTTP\/1\.1 502 /u);
    await expectRecord(filter, answer, row(/ECONNREFUSED/u));
  });

  test("since its name has no address", async () => {
    await using filter = await openLoopbackFilter({
      access: {
        allowed_domains: ["allowed.test"],
        proxy_config: { http_proxy: "http://no.proxy", https_proxy: "http://no.proxy" },
      },
      settings: { resolve: () => Promise.resolve([]) },
    });
    const answer = await filter.talk(asked);
    expect(answer).toMatch(/^HTTP\/1\.1 502 [^]*no address of no\.proxy/u);
    expect(filter.entries).toMatchObject([{ code: "net/proxy-failed", via: "http://no.proxy:80" }]);
  });

  test("since its certificate is another one's", async () => {
    await using proxy = await tlsServer(serving("other.proxy"));
    await using filter = await through(urlOf(proxy.port, "https"));
    const answer = await filter.talk(asked);
    expect(answer).toMatch(/^HTTP\/1\.1 502 /u);
    await expectRecord(filter, answer, row(/up\.proxy/u));
    expect(proxy.got()).toBe("");
  });

  test("since its certificate is over", async () => {
    await using proxy = await tlsServer(serving("up.proxy", -10, -1));
    await using filter = await through(urlOf(proxy.port, "https"));
    expect(await filter.talk(asked)).toMatch(/^HTTP\/1\.1 502 [^]*expired/u);
    expect(proxy.got()).toBe("");
  });

  test("since it says nothing to the start of TLS", async () => {
    await using proxy = await rawServer((socket) => void socket.on("data", () => undefined));
    await using filter = await through(urlOf(proxy.port, "https"), { code: "net/timed-out" });
    const answer = await filter.talk(asked);
    expect(answer).toMatch(/^HTTP\/1\.1 504 /u);
    await expectRecord(filter, answer, { code: "net/timed-out", says: /TLS/u });
  });
});

test("another checked address is tried where the proxy finds no way to the first", async () => {
  const asked: string[] = [];
  await using proxy = await rawServer((socket) =>
    socket.once("data", (chunk) => {
      const [line = ""] = String(chunk).split("\r\n");
      asked.push(line);
      if (line.includes("[")) socket.end("HTTP/1.1 503 No IPv6\r\n\r\n");
      else socket.end("HTTP/1.1 200 OK\r\n\r\nfrom the other one");
    }),
  );
  await using filter = await openLoopbackFilter({
    access: { allowed_domains: ["*"], proxy_config: { https_proxy: `http://127.0.0.1:${proxy.port}` } },
    settings: { resolve: () => Promise.resolve(["2606:4700::1111", "9.9.9.9"]) },
  });
  expect(await filter.talk(connectTo)).toMatch(/^HTTP\/1\.1 200 [^]*from the other one$/u);
  expect(asked).toEqual(["CONNECT [2606:4700::1111]:443 HTTP/1.1", "CONNECT 9.9.9.9:443 HTTP/1.1"]);
});

describe("a proxy that refuses is told of", () => {
  const refusing = () => rawServer((socket) => void socket.once("data", () => socket.end("HTTP/1.1 403 No\r\n\r\n")));
  const row = { code: "net/proxy-refused", says: /403 No; .*no_proxy/u };

  test("to who asks for a WebSocket", async () => {
    await using proxy = await refusing();
    await using filter = await through(urlOf(proxy.port));
    const upgrade = "Connection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Key: x";
    const answer = await filter.talk(head(`GET http://allowed.test/ HTTP/1.1\nHost: allowed.test\n${upgrade}`));
    expect(answer).toMatch(/^HTTP\/1\.1 502 /u);
    await expectRecord(filter, answer, row);
  });

  test("in the record of a captured connection, which just ends", async () => {
    await using proxy = await refusing();
    const origin = { host: "allowed.test", address: "198.18.0.1", port: 22 };
    await using filter = await through(urlOf(proxy.port), { origin });
    expect(await filter.talk("")).toBe("");
    await eventually(() => filter.entries.length > 0);
    expect(filter.entries).toMatchObject([{ door: "captured", code: row.code }]);
  });

  test.for([
    ["https", /403 No/u],
    ["http", /407 .*user and password/u],
  ] as const)("to who fetches by %s", async ([scheme, says]) => {
    await using proxy = await rawServer((socket) =>
      socket.once("data", (chunk) =>
        socket.end(
          `HTTP/1.1 ${String(chunk).startsWith("CONNECT") ? "403 No" : "407 Auth"}\r\nContent-Length: 0\r\n\r\n`,
        ),
      ),
    );
    const entries: NetworkEntry[] = [];
    const url = urlOf(proxy.port);
    const proxy_config = { http_proxy: url, https_proxy: url };
    const network_access = { allowed_domains: ["allowed.test"], proxy_config };
    const fetched = await fetchPage(`${scheme}://allowed.test/`, {
      policy: () => egressPolicyOf(policyOf({ permissions: { network_access } })),
      resolve: (name) => Promise.resolve(name === "up.proxy" ? ["127.0.0.1"] : []),
      dial: (address, port) => connect({ host: address, port }),
      ownAddresses: () => [],
      record: (entry) => entries.push(entry),
      trust,
    });
    expect(fetched).toMatchObject({ kind: "failed", message: expect.stringMatching(says) });
    expect(entries).toMatchObject([{ door: "fetch", code: row.code, via: `http://up.proxy:${proxy.port}` }]);
    expect(JSON.stringify([fetched, entries])).not.toContain(password);
  });
});
