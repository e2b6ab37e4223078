import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDesk, type Desk } from "./command-line.ts";

let desk: Desk;
const server = createServer((_request, response) => response.end("body-of-server"));
let port = 0;

beforeAll(async () => {
  desk = createDesk();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  desk[Symbol.dispose]();
});

function writeProfile(name: string, allowed: readonly string[]): string {
  const file = join(desk.project, name);
  writeFileSync(file, JSON.stringify({ name, permissions: { network_access: { allowed_domains: allowed } } }));
  return file;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Waits for a line on standard error and gives what the pattern names. */
  readonly line: (pattern: RegExp) => Promise<string>;
}

function serve(argv: readonly string[]): Running {
  const child = desk.start(["egress", "serve", ...argv]);
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(text);
      if (found !== null) return found[1] ?? "";
      if (child.exitCode !== null) throw new Error(text);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { child, ended, line };
}

describe("egress serve", () => {
  test("filters, tells its health, follows its profile and stops", async () => {
    const file = writeProfile("serve.json", ["localhost"]);
    const running = serve(["--listen", "127.0.0.1:0", "--status", "127.0.0.1:39417", "--profile", file]);
    const proxy = `http://${await running.line(/listening on (\S+)/u)}`;
    const url = `http://localhost:${port}/`;
    const literal = `http://127.0.0.1:${port}/`;
    await expect.poll(() => call(proxy, url)).toBe("body-of-server 200");
    expect(await call(proxy, literal)).toMatch(/^denied: 127\.0\.0\.1:.* 403$/su);
    const health = await fetch("http://127.0.0.1:39417/healthz");
    expect(await health.text()).toBe("ok\n");
    const metrics = await (await fetch("http://127.0.0.1:39417/metrics")).text();
    expect(metrics).toContain(
      'sallyport_egress_requests_total{door="http",verdict="deny",code="net/address-not-listed"} 1',
    );
    const tunnel = connect(Number(proxy.split(":")[2]), "127.0.0.1");
    tunnel.on("error", () => undefined).write(`CONNECT localhost:${port} HTTP/1.1\r\n\r\n`);
    await new Promise((resolve) => tunnel.once("data", resolve));
    writeProfile("serve.json", ["127.0.0.1"]);
    await running.line(/profile reloaded: (\S+)/u);
    expect(await call(proxy, url)).toMatch(/ 403$/u);
    expect(await call(proxy, literal)).toBe("body-of-server 200");
    expect(tunnel.destroyed).toBe(false);
    tunnel.destroy();
    running.child.kill("SIGTERM");
    expect(await running.ended).toBe(0);
    const { stdout } = desk.call(["audit", "query", "--tool", "Network", "--verdict", "deny"]);
    expect(stdout.trim().split("\n").length).toBe(2);
  });

  test("clients have profiles of their own, over a socket file too", async () => {
    const [one, two] = [writeProfile("one.json", ["localhost"]), writeProfile("two.json", [])];
    const clients = join(desk.project, "clients");
    writeFileSync(clients, `# who may come\none:first ${one}\ntwo:second ${two}\n`);
    const running = serve(["--listen", "127.0.0.1:0", "--clients", clients, "--grace", "1"]);
    const address = await running.line(/listening on (\S+)/u);
    const url = `http://localhost:${port}/`;
    expect(await call(`http://one:first@${address}`, url)).toBe("body-of-server 200");
    expect(await call(`http://two:second@${address}`, url)).toMatch(/ 403$/u);
    expect(await call(`http://one:second@${address}`, url)).toMatch(/ 407$/u);
    expect(await call(`http://${address}`, url)).toMatch(/ 407$/u);
    running.child.kill("SIGTERM");
    expect(await running.ended).toBe(0);
  });

  test("listens on a socket of the file system", async () => {
    const path = join(desk.project, "proxy.sock");
    const running = serve(["--listen", `unix:${path}`, "--profile", writeProfile("unix.json", ["localhost"])]);
    expect(await running.line(/listening on (\S+)/u)).toBe(path);
    const socket = connect(path);
    socket.write(`GET http://localhost:${port}/ HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    let got = "";
    for await (const chunk of socket) got += String(chunk);
    expect(got).toMatch(/^HTTP\/1\.1 200[^]*body-of-server$/u);
    running.child.kill("SIGINT");
    expect(await running.ended).toBe(0);
  });

  test.for([
    [],
    ["--listen", "x"],
    ["--listen", "127.0.0.1:99999"],
    ["--listen", "127.0.0.1:0", "x"],
    ["--listen", "127.0.0.1:0", "--grace", "-1"],
  ])("%j is a mistake of usage", (argv) => expect(desk.call(["egress", "serve", ...argv]).status).toBe(2));
});

/** The body and the status that curl gets. */
async function call(proxy: string, url: string): Promise<string> {
  const child = spawn("curl", ["-s", "-x", proxy, "-w", " %{http_code}", url]);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return text;
}
