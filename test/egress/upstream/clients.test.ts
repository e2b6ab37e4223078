import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpServer, type LoopbackFilter, openLoopbackFilter } from "../loopback-filter.ts";
import { trust } from "../tls/open-filter.ts";
import { listening, publicAuthority, type Running, serving } from "../tls/tls-servers.ts";
import { type NodeProxy, nodeProxy } from "./node-proxy.ts";
import { password, tinyproxy, user } from "./tinyproxy.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-upstream-"));
const authority = join(folder, "authority.pem");
let plain: Running;
let secure: Running;
/** Behind tinyproxy, so that names can be made up: it sees what tinyproxy was asked for. */
let far: NodeProxy;
let near: Running;
let alone: Running;

beforeAll(async () => {
  writeFileSync(authority, publicAuthority);
  plain = await httpServer((_request, response) => response.end("body-of-plain"));
  secure = await listening(
    createHttpsServer(serving("site.example"), (_request, response) => response.end("body-of-secure")),
  );
  far = await nodeProxy({});
  near = await tinyproxy(far.port);
  alone = await tinyproxy();
});

afterAll(async () => {
  for (const running of [near, alone, far, plain, secure]) await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** A filter in a network that knows no names, or knows them as this machine. */
function filterThrough(proxy: Running, allowed: readonly string[], known: readonly string[] = []) {
  const url = `http://${user}:${password}@127.0.0.1:${proxy.port}`;
  return openLoopbackFilter({
    access: { allowed_domains: allowed, proxy_config: { http_proxy: url, https_proxy: url } },
    settings: { trust, resolve: () => Promise.resolve(known) },
  });
}

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

function run(filter: LoopbackFilter, scheme: string, [program = "", ...argv]: readonly string[]): Promise<Ended> {
  const proxy = `${scheme}://127.0.0.1:${filter.port}`;
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
  const child = spawn(program, argv, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      ...Object.fromEntries(names.map((name) => [name, proxy])),
      NODE_USE_ENV_PROXY: "1",
      NODE_EXTRA_CA_CERTS: authority,
      CURL_CA_BUNDLE: authority,
      GIT_SSL_CAINFO: authority,
      GIT_TERMINAL_PROMPT: "0",
    },
  });
  const { promise, resolve } = Promise.withResolvers<Ended>();
  let text = "";
  const take = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  child.once("close", (status) => resolve({ status, text }));
  return promise;
}

const node = "const r = await fetch(process.argv[1]); console.log(r.status, await r.text())";

const clients: ReadonlyMap<string, readonly [scheme: string, argv: (url: string) => readonly string[]]> = new Map([
  ["curl", ["http", (url) => ["curl", "-sS", url]]],
  ["curl by SOCKS", ["socks5h", (url) => ["curl", "-sS", url]]],
  ["node", ["http", (url) => [process.execPath, "--input-type=module", "-e", node, url]]],
]);

describe.each([...clients.keys()])("%s", (name) => {
  const [scheme, argv] = clients.get(name) ?? ["", () => []];

  test("reaches an allowed host by http and https, though nobody here knows its name", async () => {
    await using filter = await filterThrough(near, ["site.example"]);
    const before = far.asked.length;
    expect((await run(filter, scheme, argv(`http://site.example:${plain.port}/`))).text).toContain("body-of-plain");
    expect((await run(filter, scheme, argv(`https://site.example:${secure.port}/`))).text).toContain("body-of-secure");
    const asked = far.asked.slice(before);
    expect(asked.filter((line) => line === `CONNECT site.example:${secure.port}`)).toHaveLength(1);
    expect(asked).toContain(`GET http://site.example:${plain.port}/`);
    expect(JSON.stringify(filter.entries)).not.toContain(password);
  });

  test("reaches what a star covers at the address that was checked", async () => {
    await using filter = await filterThrough(alone, ["*", "127.0.0.1"], ["127.0.0.1"]);
    expect((await run(filter, scheme, argv(`http://site.example:${plain.port}/`))).text).toContain("body-of-plain");
    expect((await run(filter, scheme, argv(`https://site.example:${secure.port}/`))).text).toContain("body-of-secure");
    expect(filter.entries.every(({ via }) => via === `http://127.0.0.1:${alone.port}`)).toBe(true);
  });

  test("is refused the rest, of which the proxy hears nothing", async () => {
    await using filter = await filterThrough(near, ["site.example"]);
    const before = far.asked.length;
    expect((await run(filter, scheme, argv(`http://evil.example:${plain.port}/`))).text).not.toContain("body-of-plain");
    expect((await run(filter, scheme, argv(`https://evil.example:${secure.port}/`))).text).not.toContain("body-of-");
    expect(far.asked.length).toBe(before);
  });
});

test("git asks an allowed host", async () => {
  await using filter = await filterThrough(near, ["site.example"]);
  const { status } = await run(filter, "http", ["git", "ls-remote", `https://site.example:${secure.port}/x.git`]);
  expect(status).toBe(0);
  expect(far.asked).toContain(`CONNECT site.example:${secure.port}`);
});

test.for([
  ["no password", "", ["http", "https"]],
  // tinyproxy answers 401 to a request then, which could be the server's own.
  ["a wrong password", "me:wrong-word@", ["https"]],
] as const)("%s is a proxy that refuses", async ([, credentials, schemes]) => {
  const url = `http://${credentials}127.0.0.1:${near.port}`;
  await using filter = await openLoopbackFilter({
    access: { allowed_domains: ["site.example"], proxy_config: { http_proxy: url, https_proxy: url } },
    settings: { resolve: () => Promise.resolve([]) },
  });
  for (const scheme of schemes) {
    const { text } = await run(filter, "http", ["curl", "-sS", "-i", `${scheme}://site.example:${secure.port}/`]);
    expect(text).toMatch(/^HTTP\/1\.1 502 [^]*user and password into proxy_config/mu);
    expect(text).not.toMatch(/^proxy-authenticate|wrong-word/imu);
  }
  expect(new Set(filter.entries.map(({ code }) => code))).toEqual(new Set(["net/proxy-refused"]));
});
