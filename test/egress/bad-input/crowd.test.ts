import { type ChildProcess, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDesk, type Desk } from "../../doors/command-line.ts";
import { eventually } from "../loopback-filter.ts";
import { listening, type Running } from "../tls/tls-servers.ts";

let desk: Desk;
let server: Running;
beforeAll(async () => {
  desk = createDesk();
  server = await listening(createServer((_request, response) => response.end("served")));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  desk[Symbol.dispose]();
});

interface Served extends AsyncDisposable {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly open: () => Socket;
  readonly request: () => Promise<string>;
}

/** The filter as a process of its own. */
async function serve(): Promise<Served> {
  const profile = join(desk.project, "crowd.json");
  const network_access = { allowed_domains: ["localhost"] };
  writeFileSync(profile, JSON.stringify({ name: "crowd", permissions: { network_access } }));
  const child = desk.start(["egress", "serve", "--listen", "127.0.0.1:0", "--profile", profile, "--grace", "0"]);
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise((resolve) => child.once("close", resolve));
  await eventually(() => /listening on \S+:\d+\s/u.test(said));
  const port = Number(/listening on \S+:(\d+)\s/u.exec(said)?.[1]);
  const open = (): Socket => connect({ host: "127.0.0.1", port }).on("error", () => undefined);
  return {
    pid: child.pid ?? 0,
    child,
    open,
    request: async () => {
      const socket = open();
      const host = `localhost:${server.port}`;
      socket.write(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      let got = "";
      socket.on("data", (chunk) => (got += chunk.toString()));
      await new Promise((resolve) => socket.once("close", resolve));
      return got;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

const connected = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once("connect", resolve));
const descriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
const memory = (pid: number): number =>
  1024 * Number(/^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

/** What this process may open, and thereby its child. */
const mostFiles = Number(/^Max open files\s+\d+\s+(\d+)/mu.exec(readFileSync("/proc/self/limits", "utf8"))?.[1]);
const crowd = Math.min(10_000, mostFiles - 500);

test(`${crowd} idle connections cost little, and others are served`, { timeout: 180_000 }, async () => {
  await using filter = await serve();
  expect(await filter.request()).toMatch(/served$/u);
  const before = { memory: memory(filter.pid), descriptors: descriptors(filter.pid) };
  const idle: Socket[] = [];
  while (idle.length < crowd) {
    const more = Array.from({ length: Math.min(500, crowd - idle.length) }, filter.open);
    await Promise.all(more.map(connected));
    idle.push(...more);
  }
  // A few that the first request left may end meanwhile.
  await eventually(() => descriptors(filter.pid) >= before.descriptors + crowd - 10);
  const start = performance.now();
  expect(await filter.request()).toMatch(/^HTTP\/1\.1 200 [^]*served$/u);
  expect(performance.now() - start).toBeLessThan(15_000);
  expect((memory(filter.pid) - before.memory) / crowd).toBeLessThan(20 * 1024);
  for (const socket of idle) socket.destroy();
  await eventually(() => descriptors(filter.pid) <= before.descriptors + 4);
  expect(filter.child.exitCode).toBe(null);
});

test("a filter that can open no more files goes on once it can", async () => {
  await using filter = await serve();
  expect(await filter.request()).toMatch(/served$/u);
  const before = descriptors(filter.pid);
  const { status } = spawnSync("prlimit", ["--pid", String(filter.pid), `--nofile=${before + 20}`]);
  expect(status).toBe(0);
  const many = Array.from({ length: 200 }, filter.open);
  await eventually(() => descriptors(filter.pid) >= before + 20 || many.some((socket) => socket.destroyed));
  await eventually(() => many.filter((socket) => socket.destroyed).length >= 100);
  for (const socket of many) socket.destroy();
  await eventually(() => descriptors(filter.pid) <= before + 4);
  expect(await filter.request()).toMatch(/^HTTP\/1\.1 200 [^]*served$/u);
  expect(filter.child.exitCode).toBe(null);
});
