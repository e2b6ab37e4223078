import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer as createHttpsServer } from "node:https";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpServer } from "../egress/loopback-filter.ts";
import { listening, publicAuthority, type Running, serving } from "../egress/tls/tls-servers.ts";
import { type NodeProxy, nodeProxy } from "../egress/upstream/node-proxy.ts";
import { createDesk, type Desk } from "./command-line.ts";

const credentials = "me:s3cret-word";
const url = (proxy: Running): string => `http://${credentials}@localhost:${proxy.port}`;
const encoded = Buffer.from(credentials).toString("base64");
let desk: Desk;
let plain: Running;
let secure: Running;
let proxy: NodeProxy;
let profile: string;
let authority: string;

beforeAll(async () => {
  desk = createDesk();
  plain = await httpServer((_request, response) => response.end("body-of-plain"));
  secure = await listening(
    createHttpsServer(serving("site.example"), (_request, response) => response.end("body-of-secure")),
  );
  proxy = await nodeProxy({ credentials });
  authority = join(desk.home, "authority.pem");
  writeFileSync(authority, publicAuthority);
  profile = join(desk.home, "upstream.json");
  const proxy_config = { http_proxy: url(proxy), https_proxy: url(proxy) };
  const network_access = { allowed_domains: ["site.example"], proxy_config };
  writeFileSync(profile, JSON.stringify({ permission_mode: "dontAsk", permissions: { network_access } }));
});
afterAll(async () => {
  for (const running of [proxy, plain, secure]) await running[Symbol.asyncDispose]();
  desk[Symbol.dispose]();
});

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

/** The servers answer from this process, so that it must not wait. */
async function ended(child: ChildProcess): Promise<Ended> {
  let text = "";
  const take = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout?.on("data", take);
  child.stderr?.on("data", take);
  const [status] = await once(child, "close");
  return { status, text };
}

const expectSecret = (text: string): void => {
  expect(text).not.toContain("s3cret-word");
  expect(text).not.toContain(encoded);
};

test("fetch asks the proxy for a host that nobody here knows", async () => {
  const asked = `http://site.example:${plain.port}/`;
  const { status, text } = await ended(desk.start(["fetch", "--profile", profile, asked]));
  expect({ status, text }).toEqual({ status: 0, text: "body-of-plain\n" });
  expect(proxy.asked.at(-1)).toBe(`GET ${asked}`);
  const { stdout } = desk.call(["audit", "query", "--tool", "Network"]);
  expect(stdout).toContain(`"via":"http://localhost:${proxy.port}"`);
  expectSecret(stdout);
});

test("egress serve passes on what clients may reach, and follows its profile to another proxy", async () => {
  await using other = await nodeProxy({});
  const moving = join(desk.home, "moving.json");
  const write = (through: string): void => {
    const proxy_config = { http_proxy: through, https_proxy: through };
    const network_access = { allowed_domains: ["site.example"], proxy_config };
    writeFileSync(moving, JSON.stringify({ permissions: { network_access } }));
  };
  write(url(proxy));
  const child = desk.start(["egress", "serve", "--listen", "127.0.0.1:0", "--profile", moving]);
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said).toMatch(/listening on \S+\n/u);
  const address = /listening on (\S+)/u.exec(said)?.[1] ?? "";
  const curl = (where: string): Promise<Ended> => {
    const argv = ["-sS", "-x", `http://${address}`, "--cacert", authority, where];
    return ended(spawn("curl", argv, { stdio: ["ignore", "pipe", "pipe"] }));
  };
  const before = proxy.asked.length;
  expect((await curl(`http://site.example:${plain.port}/`)).text).toBe("body-of-plain");
  expect((await curl(`https://site.example:${secure.port}/`)).text).toBe("body-of-secure");
  expect(proxy.asked.slice(before)).toEqual([
    `GET http://site.example:${plain.port}/`,
    `CONNECT site.example:${secure.port}`,
  ]);
  expect((await curl(`http://other.example:${plain.port}/`)).text).toMatch(/^denied: other\.example/u);
  write(`http://localhost:${other.port}`);
  await expect.poll(() => said).toMatch(/profile reloaded/u);
  expect((await curl(`http://site.example:${plain.port}/`)).text).toBe("body-of-plain");
  expect(other.asked).toEqual([`GET http://site.example:${plain.port}/`]);
  child.kill("SIGTERM");
  await once(child, "close");
  expectSecret(said + desk.call(["audit", "query", "--tool", "Network"]).stdout);
});

describe("what is said about a profile", () => {
  test.for([
    ["profile", "show"],
    ["egress", "check", "https://site.example/"],
    ["explain", "-c", "true"],
  ])("%s %s names the proxy at most, and no password", (argv) => {
    const { status, stdout, stderr } = desk.call([...argv, "--profile", profile]);
    expect(status).toBe(0);
    expectSecret(stdout + stderr);
    if (argv[0] !== "explain") expect(stdout).toContain(`http://localhost:${proxy.port}`);
  });
});
