import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoopbackFilter, openLoopbackFilter } from "../loopback-filter.ts";
import { publicAuthority } from "../tls/tls-servers.ts";
import { type RealServers, startServers } from "./real-servers.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-by-the-proxy-"));
let servers: RealServers;
let filter: LoopbackFilter;
beforeAll(async () => {
  writeFileSync(join(folder, "ca.pem"), publicAuthority);
  writeFileSync(join(folder, "package.json"), "{}");
  servers = await startServers();
  filter = await openLoopbackFilter();
});
afterAll(async () => {
  for (const running of [filter, servers]) await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

/** Runs a program that knows of the filter by the usual variables only. */
function run(argv: readonly string[]): Promise<Ended> {
  const proxy = `http://127.0.0.1:${filter.port}`;
  const ca = join(folder, "ca.pem");
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
  const env = {
    ...Object.fromEntries(names.map((name) => [name, proxy])),
    ...Object.fromEntries(["NODE_EXTRA_CA_CERTS", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO"].map((name) => [name, ca])),
    PATH: process.env["PATH"],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
  };
  const [program = "", ...rest] = argv;
  const child = spawn(program, rest, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const { promise, resolve } = Promise.withResolvers<Ended>();
  let text = "";
  const take = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  child.once("close", (status) => resolve({ status, text }));
  return promise;
}

const npm = ["npm", "install", "--no-audit", "--no-fund", "--fetch-retries=0", "--cache=kept", "--registry"] as const;
const clients: readonly (readonly [string, (origin: string) => readonly string[], RegExp])[] = [
  ["curl", (origin) => ["curl", "-sS", `${origin}/hello`], /^from nginx$/mu],
  ["git", (origin) => ["git", "ls-remote", `${origin}/repo.git`], /^[0-9a-f]{40}\trefs\/heads\/main$/mu],
  ["npm", (origin) => [...npm, `${origin}/`, "tiny"], /^added 1 package/mu],
];

test.for(clients)("%s reaches nginx under an allowed name", async ([, argv, reached]) => {
  const { status, text } = await run(argv(`https://allowed.test:${servers.https}`));
  expect([status, text]).toEqual([0, expect.stringMatching(reached)]);
});

test.for(clients)("%s reaches no other name", async ([, argv, reached]) => {
  const before = filter.entries.length;
  const { status, text } = await run(argv(`https://evil.test:${servers.https}`));
  expect(status).not.toBe(0);
  expect(text).not.toMatch(reached);
  expect(text).toMatch(/403/u);
  const refused = filter.entries.slice(before).filter(({ verdict }) => verdict === "deny");
  expect(new Set(refused.map(({ host, code }) => `${host} ${code}`))).toEqual(
    new Set(["evil.test net/host-not-allowed"]),
  );
});
