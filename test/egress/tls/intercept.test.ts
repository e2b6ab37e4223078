import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { connect, createServer } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { authority, httpsServer, openFilter } from "./open-filter.ts";
import { listening, publicAuthority, scratch, serving, tlsServer } from "./tls-servers.ts";

const files = scratch();
afterAll(() => files[Symbol.dispose]());
const ours = files.file("session.pem", authority.certificate);
const theirs = files.file("public.pem", publicAuthority);

const host = "api.example.com";
const placeholder = "placeholder-token";
const secret = "s3cr3t-value";
const rules = {
  allow: [`GET,HEAD ${host}/v1/**`, `POST ${host}/v1/upload`],
  credentials: [{ variable: "TOKEN", placeholder, domains: [host] }],
};
const secrets = new Map([[placeholder, secret]]);

const run = promisify(execFile);

/** The end of a program, with what it printed; never an exception. */
async function ended(
  program: string,
  argv: readonly string[],
): Promise<{ readonly ok: boolean; readonly output: string }> {
  try {
    const { stdout } = await run(program, argv, { env: { PATH: process.env["PATH"] ?? "" }, timeout: 60_000 });
    return { ok: true, output: stdout };
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const out = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    return { ok: false, output: `${out}${said}` };
  }
}

const node = `
const [proxy, authority, url] = process.argv.slice(1);
const { readFileSync } = require("node:fs");
const target = new URL(url);
require("node:http").request({ host: "127.0.0.1", port: proxy, method: "CONNECT", path: target.host, headers: { host: target.host } }).on("connect", (_, socket) => {
  const options = { socket, servername: target.hostname, ca: readFileSync(authority), ALPNProtocols: ["http/1.1"] };
  const tls = require("node:tls").connect(options, () =>
    tls.write(\`GET \${target.pathname} HTTP/1.1\\r\\nHost: \${target.host}\\r\\nAuthorization: Bearer ${placeholder}\\r\\nConnection: close\\r\\n\\r\\n\`));
  tls.on("error", (error) => { console.error(error.code); process.exit(1); });
  tls.pipe(process.stdout);
}).end();`;

const python = `
import ssl, sys, urllib.request
proxy, authority, url = sys.argv[1:]
context = ssl.create_default_context(cafile=authority)
opener = urllib.request.build_opener(urllib.request.ProxyHandler({"https": "http://127.0.0.1:" + proxy}), urllib.request.HTTPSHandler(context=context))
request = urllib.request.Request(url, headers={"Authorization": "Bearer ${placeholder}"})
print(opener.open(request, timeout=10).read().decode())`;

/** Programs that fetch a URL through a proxy and trust one authority. */
const clients: readonly (readonly [
  name: string,
  argv: (proxy: number, ca: string, url: string) => readonly string[],
])[] = [
  [
    "curl",
    (proxy, ca, url) => [
      "-sS",
      "-x",
      `http://127.0.0.1:${proxy}`,
      "--cacert",
      ca,
      "-H",
      `Authorization: Bearer ${placeholder}`,
      url,
    ],
  ],
  ["node", (proxy, ca, url) => ["-e", node, String(proxy), ca, url]],
  ["python3", (proxy, ca, url) => ["-c", python, String(proxy), ca, url]],
];

describe.for(clients)("%s", ([program, argv]) => {
  test("reaches an opened host with the secret that it never sees", async () => {
    await using server = await httpsServer(host, (_, response) => response.end("hello from the server"));
    await using filter = await openFilter(rules, secrets);
    const url = `https://${host}:${server.port}/v1/things`;
    const { output } = await ended(program, argv(filter.port, ours, url));
    expect(output).toContain("hello from the server");
    expect(output).not.toContain(secret);
    expect(server.seen).toMatchObject([
      {
        method: "GET",
        url: "/v1/things",
        headers: { host: `${host}:${server.port}`, authorization: `Bearer ${secret}` },
      },
    ]);
    await expect.poll(() => filter.entries.length).toBe(2);
    expect(filter.entries).toMatchObject([
      { door: "connect", method: "CONNECT", verdict: "allow" },
      {
        door: "intercepted",
        method: "GET",
        host,
        path: "/v1/things",
        address: "127.0.0.1",
        verdict: "allow",
        status: 200,
      },
    ]);
    expect(JSON.stringify(filter.entries)).not.toContain(secret);
  });

  test("is refused what no rule allows, before the server hears of it", async () => {
    await using server = await httpsServer(host, (_, response) => response.end("hello from the server"));
    await using filter = await openFilter(rules, secrets);
    const { output } = await ended(program, argv(filter.port, ours, `https://${host}:${server.port}/v2/things`));
    expect(output).not.toContain("hello from the server");
    expect(output).toMatch(/no rule allows the method and path|403/u);
    expect(server.seen).toEqual([]);
    await expect.poll(() => filter.entries.at(-1)).toMatchObject({ verdict: "deny", code: "net/request-not-allowed" });
  });

  test("does not talk to whoever opens its TLS without being trusted by it", async () => {
    await using server = await httpsServer(host, (_, response) => response.end("hello from the server"));
    await using filter = await openFilter(rules, secrets);
    const { ok, output } = await ended(program, argv(filter.port, theirs, `https://${host}:${server.port}/v1/things`));
    expect(ok).toBe(false);
    expect(output).toMatch(/certificate|UNABLE_TO_VERIFY|CERT/iu);
    expect(server.seen).toEqual([]);
  });

  test("reaches a host that is not opened by its own certificate", async () => {
    await using server = await httpsServer(host, (_, response) => response.end("hello from the server"));
    await using filter = await openFilter({ intercept: ["*"], intercept_except: [host] });
    const url = `https://${host}:${server.port}/v2/things`;
    expect((await ended(program, argv(filter.port, theirs, url))).output).toContain("hello from the server");
    expect((await ended(program, argv(filter.port, ours, url))).ok).toBe(false);
    expect(server.seen).toMatchObject([{ headers: { authorization: `Bearer ${placeholder}` } }]);
  });
});

/** TLS through the filter, as a program of this test's own would have it. */
async function open(proxy: number, port: number, name = host): Promise<TLSSocket> {
  const socket = connect({ host: "127.0.0.1", port: proxy });
  socket.on("error", () => undefined);
  socket.write(`CONNECT ${name}:${port} HTTP/1.1\r\nHost: ${name}:${port}\r\n\r\n`);
  const answered = Promise.withResolvers<void>();
  socket.once("data", () => answered.resolve());
  await answered.promise;
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const tls = connectTls({ socket, servername: name, ca: authority.certificate }, () => resolve(tls));
  tls.once("error", reject);
  return promise;
}

/** Sends raw requests and gives all that comes back until the other side ends. */
async function exchange(tls: TLSSocket, text: string | Buffer): Promise<string> {
  const chunks: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  tls.on("data", (chunk: Buffer) => chunks.push(chunk)).once("close", resolve);
  tls.on("error", () => undefined);
  tls.write(text);
  await promise;
  return Buffer.concat(chunks).toString("latin1");
}

describe("inside an opened tunnel", () => {
  const get = (path: string, fields: readonly string[] = []): string =>
    [`GET ${path} HTTP/1.1`, ...fields, "", ""].join("\r\n");

  test.for([
    ["another Host", get("/v1/x", ["Host: other.example.com"]), "net/host-mismatch"],
    ["two Hosts", get("/v1/x", [`Host: PORT`, "Host: other.example.com"]), "net/host-mismatch"],
    ["another host's URL", get("https://other.example.com/v1/x", ["Host: other.example.com"]), "net/host-mismatch"],
    ["a climb", get("/v1/../v2", ["Host: PORT"]), "net/ambiguous-request"],
    ["a hidden climb", get("/v1/%2e%2e/v2", ["Host: PORT"]), "net/ambiguous-request"],
    [
      "another method by a field",
      get("/v1/x", ["Host: PORT", "X-HTTP-Method-Override: DELETE"]),
      "net/request-not-allowed",
    ],
    ["another path by a field", get("/v1/x", ["Host: PORT", "X-Original-URL: /admin"]), "net/request-not-allowed"],
    ["a length and chunks", get("/v1/x", ["Host: PORT", "Content-Length: 1", "Transfer-Encoding: chunked"]), undefined],
    ["an echo", `TRACE /v1/x HTTP/1.1\r\nHost: PORT\r\n\r\n`, "net/method-refused"],
    ["another tunnel", `CONNECT ${host}:443 HTTP/1.1\r\nHost: PORT\r\n\r\n`, undefined],
  ] as const)("%s is refused", async ([, text, code]) => {
    await using server = await httpsServer(host, (_, response) => response.end("hello"));
    await using filter = await openFilter(rules, secrets);
    const answer = await exchange(
      await open(filter.port, server.port),
      text.replaceAll("PORT", `${host}:${server.port}`),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /u);
    expect(server.seen).toEqual([]);
    if (code !== undefined) await expect.poll(() => filter.entries.at(-1)?.code).toBe(code);
  });

  test("a change of the policy holds for the next request of a connection that stands", async () => {
    await using server = await httpsServer(host, (_, response) => response.end("hello"));
    await using filter = await openFilter(rules, secrets);
    const tls = await open(filter.port, server.port);
    const text = get("/v1/x", [`Host: ${host}:${server.port}`]);
    const first = Promise.withResolvers<string>();
    tls.once("data", (chunk: Buffer) => first.resolve(chunk.toString()));
    tls.write(text);
    expect(await first.promise).toMatch(/^HTTP\/1\.1 200 /u);
    filter.change({ ...rules, allow: [`GET ${host}/v3/**`] });
    expect(await exchange(tls, text)).toMatch(/^HTTP\/1\.1 403 /u);
    expect(server.seen.length).toBe(1);
  });

  test("a WebSocket is judged as its request, and carried", async () => {
    await using server = await httpsServer(host, (_, response) => response.end());
    server.server.on("upgrade", (request, socket) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n${request.headers.authorization ?? ""}`,
      );
      socket.pipe(socket);
    });
    await using filter = await openFilter(rules, secrets);
    const ask = (path: string): string =>
      get(path, [
        `Host: ${host}:${server.port}`,
        "Connection: Upgrade",
        "Upgrade: websocket",
        `Authorization: ${placeholder}`,
      ]);
    const tls = await open(filter.port, server.port);
    const chunks: string[] = [];
    tls.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
    tls.write(ask("/v1/socket"));
    await expect.poll(() => chunks.join("")).toMatch(new RegExp(`^HTTP/1\\.1 101 [^]*${secret}$`, "u"));
    tls.end("ping");
    await expect.poll(() => chunks.join("")).toMatch(/ping$/u);
    expect(await exchange(await open(filter.port, server.port), ask("/v2/socket"))).toMatch(/^HTTP\/1\.1 403 /u);
  });

  test("a large upload and a large answer arrive whole", async () => {
    const hash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
    const [up, down] = [randomBytes(3_000_000), randomBytes(4_000_000)];
    await using server = await httpsServer(host, (request, response) => {
      const chunks: Buffer[] = [];
      request
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
          response.setHeader("x-got", hash(Buffer.concat(chunks)));
          response.end(down);
        });
    });
    await using filter = await openFilter(rules, secrets);
    const fields = [`Host: ${host}:${server.port}`, `Content-Length: ${up.length}`, "Connection: close", "", ""];
    const head = Buffer.from(["POST /v1/upload HTTP/1.1", ...fields].join("\r\n"));
    const answer = await exchange(await open(filter.port, server.port), Buffer.concat([head, up]));
    expect(answer).toContain(`x-got: ${hash(up)}`);
    expect(hash(Buffer.from(answer.slice(answer.indexOf("\r\n\r\n") + 4), "latin1"))).toBe(hash(down));
    await expect.poll(() => filter.entries.at(-1)).toMatchObject({ sent: up.length, received: down.length });
  });
});

describe("a server behind an opened tunnel", () => {
  test.for([
    ["another host's certificate", serving("other.example.com")],
    ["a certificate whose time is over", serving(host, -9, -1)],
    ["a certificate of its own making", undefined],
  ] as const)("with %s gets neither request nor secret", async ([, options]) => {
    const stranger = { cert: authority.leafFor(host), secureContext: authority.contextFor(host) };
    await using server =
      options === undefined
        ? await tlsServer({ SNICallback: (_, done) => done(null, stranger.secureContext) })
        : await tlsServer(options);
    await using filter = await openFilter(rules, secrets);
    const fields = [`Host: ${host}:${server.port}`, `Authorization: ${placeholder}`, "", ""];
    const answer = await exchange(await open(filter.port, server.port), ["GET /v1/x HTTP/1.1", ...fields].join("\r\n"));
    expect(answer).toMatch(/^HTTP\/1\.1 502 /u);
    expect(server.got()).toBe("");
  });
});

describe("a host with rules for requests", () => {
  async function raw(port: number, server: number, name: string): Promise<string> {
    const socket = connect({ host: "127.0.0.1", port });
    const chunks: Buffer[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    socket
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .once("close", resolve)
      .on("error", () => undefined);
    socket.write(`CONNECT ${name}:${server} HTTP/1.1\r\nHost: ${name}:${server}\r\n\r\n`);
    await expect.poll(() => chunks.length).toBe(1);
    socket.end("SSH-2.0-something\r\n");
    await promise;
    return Buffer.concat(chunks.slice(1)).toString();
  }

  test("is sent nothing that can't be read, and other hosts are", async () => {
    const got: string[] = [];
    await using server = await listening(
      createServer((socket) =>
        socket.on("data", (chunk) => got.push(chunk.toString())).once("data", () => socket.end("SSH-2.0-server")),
      ),
    );
    await using filter = await openFilter(rules);
    expect(await raw(filter.port, server.port, "other.example.com")).toContain("SSH-2.0-server");
    expect(await raw(filter.port, server.port, host)).not.toContain("SSH-2.0-server");
    expect(got).toEqual(["SSH-2.0-something\r\n"]);
    expect(filter.entries.at(-1)).toMatchObject({ verdict: "deny", code: "net/request-not-allowed" });
  });
});
