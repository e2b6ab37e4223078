import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDesk, type Desk } from "./command-line.ts";
import { curl, type Running, serve, writeProfile } from "./serving.ts";

let desk: Desk;
let running: Running;
let status = "";
let address = "";
const echo = createServer({ allowHalfOpen: true }, (socket) => socket.on("error", () => undefined).pipe(socket));
let port = 0;

beforeAll(async () => {
  desk = createDesk();
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  port = (echo.address() as AddressInfo).port;
  const profile = writeProfile(desk, "status.json", ["localhost", "unresolved.invalid"]);
  running = serve(desk, ["--listen", "127.0.0.1:0", "--status", "127.0.0.1:0", "--profile", profile]);
  status = `http://${await running.line(/status on (\S+)/u)}`;
  address = await running.line(/listening on (\S+)/u);
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  echo.close();
  desk[Symbol.dispose]();
});

/** The text format of Prometheus, line by line: a name, labels whose values hold no quote, a number. */
const sample = /^[a-z_]+(?:\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})? (?:\d+(?:\.\d+)?(?:e[-+]\d+)?)$/u;
const comment = /^# (?:HELP [a-z_]+ [A-Z][^\n]*|TYPE [a-z_]+ (?:counter|gauge|histogram))$/u;

async function metrics(): Promise<ReadonlyMap<string, number>> {
  const text = (await curl(`${status}/metrics`)).replace(/\n 200$/u, "");
  const lines = text.split("\n");
  expect(lines.filter((line) => !sample.test(line) && !comment.test(line))).toEqual([]);
  const samples = lines.filter((line) => !line.startsWith("#")).map((line) => line.split(" "));
  const read = new Map(samples.map(([name = "", value]) => [name.replace("sallyport_egress_", ""), Number(value)]));
  expect(read.size).toBe(samples.length);
  return read;
}

describe("the status", () => {
  test.for([
    [["/healthz"], "ok\n 200"],
    [["/healthz?probe=1"], "ok\n 200"],
    [["/healthz", "-X", "POST"], "say GET or HEAD\n 405"],
    [["/metrics", "-X", "DELETE"], "say GET or HEAD\n 405"],
    [["/"], "say /healthz or /metrics\n 404"],
    [
      ["/healthz", "-I", "-o", "/dev/null", "-w", "%{http_code} %{header_json}"],
      /^200 \{[^]*"content-length":\["3"\]/u,
    ],
    [["/metrics", "-o", "/dev/null", "-w", "%{content_type}"], /^text\/plain; version=0\.0\.4/u],
  ] as const)("%j", async ([[path, ...words], expected]) => {
    const told = await curl(`${status}${path}`, ...words);
    if (typeof expected === "string") expect(told).toBe(expected);
    else expect(told).toMatch(expected);
  });

  test("counts what came in, what it cost and what failed", async () => {
    const before = await metrics();
    const grown = async (): Promise<Record<string, number>> => {
      const now = await metrics();
      return Object.fromEntries(
        [...now].flatMap(([name, value]) =>
          value === (before.get(name) ?? 0) ? [] : [[name, value - (before.get(name) ?? 0)]],
        ),
      );
    };
    const tunnel = connect(Number(address.split(":")[1]), "127.0.0.1");
    tunnel.write(`CONNECT localhost:${port} HTTP/1.1\r\n\r\n`);
    await new Promise((resolve) => tunnel.once("data", resolve));
    expect(await grown()).toEqual({ connections: 1, tunnels: 1 });
    tunnel.write("\x01234");
    await new Promise((resolve) => tunnel.once("data", resolve));
    tunnel.destroy();
    expect(await curl("-x", address, "http://unresolved.invalid/")).toMatch(/ 403$/u);
    expect(await curl("-x", address, "http://localhost:1/")).toMatch(/ 502$/u);
    await expect.poll(grown).toMatchObject({
      'requests_total{door="connect",verdict="allow",code="net/allowed"}': 1,
      'requests_total{door="http",verdict="deny",code="net/unresolved"}': 1,
      'requests_total{door="http",verdict="allow",code="net/unreachable"}': 1,
      'failures_total{kind="dns"}': 1,
      'failures_total{kind="connect"}': 1,
      'bytes_total{direction="sent"}': 4,
      'bytes_total{direction="received"}': 4,
      request_duration_seconds_count: 3,
      'request_duration_seconds_bucket{le="+Inf"}': 3,
    });
    expect((await metrics()).get("tunnels")).toBe(0);
  });

  test("holds nothing that a client chose", async () => {
    const hostile = ['GET http://a"}\\x0a evil 1/ HTTP/1.1', 'evil"} HTTP/1.1', 'EVIL http://evil.test/"}# HTTP/1.1'];
    for (const line of hostile) {
      const socket = connect(Number(address.split(":")[1]), "127.0.0.1");
      socket.on("error", () => undefined).end(`${line}\r\nHost: evil"}\r\nevil: "}\r\n\r\n`);
      await new Promise((resolve) => socket.resume().once("close", resolve));
    }
    await curl("-x", address, "-U", 'evil"}:x', 'http://evil-host.test/"}{evil=');
    expect([...(await metrics()).keys()].join("\n")).not.toContain("evil");
    expect(await curl(`${status}/metrics`)).not.toContain("evil");
  });

  test("is told over a socket file too", async () => {
    const path = join(desk.project, "status.sock");
    await using other = serve(desk, ["--listen", "127.0.0.1:0", "--status", `unix:${path}`]);
    expect(await other.line(/status on (\S+)/u)).toBe(path);
    expect(await curl("--unix-socket", path, "http://status/healthz")).toBe("ok\n 200");
  });
});
