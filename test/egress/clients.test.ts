import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpServer, type LoopbackFilter, openLoopbackFilter } from "./loopback-filter.ts";
import { listening, publicAuthority, type Running, serving } from "./tls/tls-servers.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-clients-"));
const authority = join(folder, "authority.pem");
let plain: Running;
let secure: Running;
let filter: LoopbackFilter;

beforeAll(async () => {
  writeFileSync(authority, publicAuthority);
  plain = await httpServer((_request, response) => response.end("body-of-plain"));
  secure = await listening(
    createHttpsServer(serving("allowed.test"), (_request, response) => response.end("body-of-secure")),
  );
  const authenticate = (user: string, secret: string) => (`${user}:${secret}` === "me:pw" ? { name: "me" } : undefined);
  filter = await openLoopbackFilter({ settings: { authenticate } });
});

afterAll(async () => {
  for (const running of [filter, plain, secure]) await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

function run(argv: readonly string[], scheme = "http"): Promise<Ended> {
  const proxy = `${scheme}://me:pw@127.0.0.1:${filter.port}`;
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
  const [program = "", ...rest] = argv;
  const child = spawn(program, rest, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      ...Object.fromEntries(names.map((name) => [name, proxy])),
      NODE_USE_ENV_PROXY: "1",
      NODE_EXTRA_CA_CERTS: authority,
      CURL_CA_BUNDLE: authority,
      SSL_CERT_FILE: authority,
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

const node =
  "const r = await fetch(process.argv[1]); console.log(r.status, r.headers.get('x-sallyport-reason') ?? '', await r.text())";
const python =
  "import sys, urllib.request as u\ntry: print(u.urlopen(sys.argv[1]).read().decode())\nexcept Exception as e: print(e, getattr(e, 'headers', ''))";

const clients: ReadonlyMap<string, (url: string) => readonly string[]> = new Map([
  ["curl", (url) => ["curl", "-sS", "-i", url]],
  ["node", (url) => [process.execPath, "--input-type=module", "-e", node, url]],
  ["python", (url) => ["python3", "-c", python, url]],
]);

describe.each([...clients.keys()])("%s", (name) => {
  const call = (url: string, scheme?: string): Promise<Ended> => run(clients.get(name)?.(url) ?? [], scheme);

  test("reaches what is allowed, by http and https", async () => {
    expect((await call(`http://allowed.test:${plain.port}/`)).text).toContain("body-of-plain");
    expect((await call(`https://allowed.test:${secure.port}/`)).text).toContain("body-of-secure");
  });

  test("is refused the rest", async () => {
    const before = filter.entries.length;
    expect((await call(`http://evil.test:${plain.port}/`)).text).not.toContain("body-of-plain");
    expect((await call(`https://evil.test:${secure.port}/`)).text).not.toContain("body-of-secure");
    // The records of tunnels come when these end: those of other clients may be among them.
    const refused = filter.entries.slice(before).filter(({ verdict }) => verdict === "deny");
    expect(refused.map(({ host }) => host)).toEqual(["evil.test", "evil.test"]);
  });
});

describe("curl", () => {
  test.for(["socks5", "socks5h"])("goes through %s", async (scheme) => {
    const named = await run(["curl", "-sS", `http://allowed.test:${plain.port}/`], "socks5h");
    expect(named).toEqual({ status: 0, text: "body-of-plain" });
    const literal = await run(["curl", "-sS", `http://127.0.0.1:${plain.port}/`], scheme);
    expect(literal).toEqual({ status: 0, text: "body-of-plain" });
  });

  test("is told by SOCKS that it may not", async () => {
    const { status, text } = await run(["curl", "-sS", "http://evil.test/"], "socks5h");
    expect([status, text]).toEqual([97, expect.stringContaining("(2)")]);
  });

  test("can't name another server in TLS than in CONNECT", async () => {
    const url = `https://other.test:${secure.port}/`;
    const { status, text } = await run([
      "curl",
      "-sS",
      "--connect-to",
      `other.test:${secure.port}:allowed.test:${secure.port}`,
      url,
    ]);
    expect([status, text]).toEqual([35, expect.stringMatching(/access denied/u)]);
    expect(filter.entries.at(-1)).toMatchObject({ code: "net/server-name-mismatch", host: "allowed.test" });
  });

  test("carries large bodies both ways", async () => {
    const size = 5_000_000;
    await using mirror = await httpServer((request, response) => request.pipe(response));
    const file = join(folder, "body");
    writeFileSync(file, Buffer.alloc(size, "b"));
    const { text } = await run([
      "curl",
      "-sS",
      "--data-binary",
      `@${file}`,
      "-H",
      "Expect:",
      `http://allowed.test:${mirror.port}/`,
    ]);
    expect(text.length).toBe(size);
  });
});

describe("git", () => {
  test("asks the allowed host, and is refused the others", async () => {
    const asked = await run(["git", "ls-remote", `https://allowed.test:${secure.port}/x.git`]);
    expect(asked.status).toBe(0);
    const refused = await run(["git", "ls-remote", `https://evil.test:${secure.port}/x.git`]);
    expect([refused.status, refused.text]).toEqual([128, expect.stringContaining("403")]);
  });
});
