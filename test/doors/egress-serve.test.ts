import { mkdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDesk, type Desk } from "./command-line.ts";
import { curl, serve, writeProfile } from "./serving.ts";

let desk: Desk;
const server = createServer((_request, response) => response.end("body-of-server"));
let port = 0;
let url = "";

beforeAll(async () => {
  desk = createDesk();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
  url = `http://localhost:${port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  desk[Symbol.dispose]();
});

const anywhere = ["--listen", "127.0.0.1:0"] as const;

/** A tunnel that stands. */
async function openTunnel(address: string): Promise<Socket> {
  const tunnel = connect(Number(address.split(":")[1]), "127.0.0.1");
  tunnel.on("error", () => undefined).write(`CONNECT localhost:${port} HTTP/1.1\r\n\r\n`);
  await new Promise((resolve) => tunnel.once("data", resolve));
  return tunnel;
}

const request = (headers = ""): string => `GET / HTTP/1.1\r\nHost: localhost:${port}\r\n${headers}\r\n`;

function next(socket: Socket): Promise<string> {
  return new Promise((resolve) => socket.once("data", (chunk) => resolve(String(chunk))));
}

describe("egress serve", () => {
  test("filters, and follows its profile without dropping a tunnel", async () => {
    const file = writeProfile(desk, "serve.json", ["localhost"]);
    await using running = serve(desk, [...anywhere, "--profile", file]);
    const address = await running.line(/listening on (\S+)/u);
    const literal = `http://127.0.0.1:${port}/`;
    expect(await curl("-x", address, url)).toBe("body-of-server 200");
    expect(await curl("-x", address, literal)).toMatch(/^denied: 127\.0\.0\.1:.* 403$/su);
    const tunnel = await openTunnel(address);
    writeProfile(desk, "serve.json", ["127.0.0.1"]);
    await running.line(/profile reloaded: (\S+)/u);
    expect(await curl("-x", address, url)).toMatch(/ 403$/u);
    expect(await curl("-x", address, literal)).toBe("body-of-server 200");
    expect(tunnel.destroyed).toBe(false);
    tunnel.destroy();
    writeFileSync(file, "{");
    await running.line(/the last good one still holds/u);
    expect(await curl("-x", address, literal)).toBe("body-of-server 200");
    expect(await running.stop()).toBe(0);
    const { stdout } = desk.call(["audit", "query", "--tool", "Network", "--verdict", "deny"]);
    expect(stdout.trim().split("\n").length).toBe(2);
  });

  test("follows what its profile extends, and what that extends by then", async () => {
    const put = (name: string, text: object): void => {
      mkdirSync(join(desk.home, name, ".."), { recursive: true });
      writeFileSync(join(desk.home, name), JSON.stringify({ name: "x", ...text }));
    };
    const hosts = (...allowed_domains: readonly string[]): object => ({
      permissions: { network_access: { allowed_domains } },
    });
    put("one/child.json", { extends: "../two/base.json" });
    put("two/base.json", hosts());
    put("three/other.json", hosts());
    await using running = serve(desk, [...anywhere, "--profile", join(desk.home, "one/child.json")]);
    const address = await running.line(/listening on (\S+)/u);
    expect(await curl("-x", address, url)).toMatch(/ 403$/u);
    put("two/base.json", hosts("localhost"));
    await running.line(/profile reloaded/u);
    expect(await curl("-x", address, url)).toBe("body-of-server 200");
    put("one/child.json", { extends: "../three/other.json" });
    await expect.poll(() => curl("-x", address, url)).toMatch(/ 403$/u);
    put("three/other.json", hosts("localhost"));
    await expect.poll(() => curl("-x", address, url)).toBe("body-of-server 200");
  });

  test("follows a profile that is a link to a link, as a mounted ConfigMap is", async () => {
    const folder = join(desk.home, "mounted");
    const put = (name: string, hosts: readonly string[]): void => {
      mkdirSync(join(folder, name), { recursive: true });
      const body = { name, permissions: { network_access: { allowed_domains: hosts } } };
      writeFileSync(join(folder, name, "profile.json"), JSON.stringify(body));
      symlinkSync(name, join(folder, "..next"));
      renameSync(join(folder, "..next"), join(folder, "..data"));
    };
    put("..one", []);
    symlinkSync("..data/profile.json", join(folder, "profile.json"));
    await using running = serve(desk, [...anywhere, "--profile", join(folder, "profile.json")]);
    const address = await running.line(/listening on (\S+)/u);
    expect(await curl("-x", address, url)).toMatch(/ 403$/u);
    put("..two", ["localhost"]);
    await running.line(/profile reloaded/u);
    expect(await curl("-x", address, url)).toBe("body-of-server 200");
  });

  test("stops when the tunnels have ended", async () => {
    const file = writeProfile(desk, "stop.json", ["localhost"]);
    await using running = serve(desk, [...anywhere, "--status", "127.0.0.1:0", "--profile", file, "--grace", "600"]);
    const status = await running.line(/status on (\S+)/u);
    const address = await running.line(/listening on (\S+)/u);
    const idle = connect(Number(address.split(":")[1]), "127.0.0.1");
    idle.write(`GET ${url} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    expect(await next(idle)).toMatch(/^HTTP\/1\.1 200 /u);
    const tunnel = await openTunnel(address);
    running.child.kill("SIGTERM");
    await expect.poll(() => curl(`http://${status}/healthz`)).toBe("stopping\n 503");
    expect(await curl("-x", address, url)).toBe(" 000");
    tunnel.write(request("Connection: close\r\n"));
    expect(await next(tunnel)).toContain("body-of-server");
    tunnel.end();
    expect(await running.ended).toBe(0);
    idle.destroy();
  });

  test.for([
    ["the grace is over", ["--grace", "0"], 1],
    ["a second signal comes", ["--grace", "600"], 2],
  ] as const)("ends tunnels when %s", async ([, words, signals]) => {
    const file = writeProfile(desk, "ends.json", ["localhost"]);
    await using running = serve(desk, [...anywhere, "--status", "127.0.0.1:0", "--profile", file, ...words]);
    const status = await running.line(/status on (\S+)/u);
    const tunnel = await openTunnel(await running.line(/listening on (\S+)/u));
    running.child.kill("SIGTERM");
    if (signals > 1) {
      await expect.poll(() => curl(`http://${status}/healthz`)).toBe("stopping\n 503");
      running.child.kill("SIGTERM");
    }
    expect(await running.ended).toBe(0);
    expect(tunnel.destroyed || (await new Promise((resolve) => tunnel.once("close", resolve))) !== null).toBe(true);
  });

  test("ends with 125 when nobody listens any more", async () => {
    const file = writeProfile(desk, "broken.json", ["localhost"]);
    await using running = serve(desk, ["--transparent", ...anywhere, "--profile", file]);
    const address = await running.line(/listening on (\S+)/u);
    expect(await curl(`http://${address}/`)).toMatch(/leads back to the filter itself .* 403$/su);
    const { pid } = running.child;
    const [helper] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
    process.kill(Number(helper), "SIGKILL");
    await running.line(/stopping, since nobody listens any more/u);
    expect(await running.ended).toBe(125);
  });

  test("listens in several places", async () => {
    const path = join(desk.project, "several.sock");
    const file = writeProfile(desk, "several.json", ["localhost"]);
    await using running = serve(desk, [...anywhere, ...anywhere, "--listen", `unix:${path}`, "--profile", file]);
    for (const _place of anywhere) {
      const address = await running.line(/listening on (127\S+)/u);
      expect(await curl("-x", address, url)).toBe("body-of-server 200");
    }
    await running.line(/listening on (\/\S+)/u);
    expect(await overFile(path)).toContain("body-of-server");
  });

  test.for([
    [],
    ["--listen", "x"],
    ["--listen", "127.0.0.1:99999"],
    ["--listen", "127.0.0.1:0", "x"],
    ["--listen", "127.0.0.1:0", "--grace", "-1"],
    ["--listen", "127.0.0.1:0", "--status", "x"],
    ["--listen", "192.0.2.1:0"],
    ["--transparent", "--listen", "localhost:0"],
    ["--transparent", "--listen", "unix:x.sock"],
  ])("%j is a mistake of usage", (argv) =>
    expect(desk.call(["egress", "serve", ...argv])).toMatchObject({ status: 2, stdout: "" }),
  );
});

describe("a socket file", () => {
  const path = (): string => join(desk.project, "proxy.sock");
  const words = (): readonly string[] => [
    "--listen",
    `unix:${path()}`,
    "--profile",
    writeProfile(desk, "unix.json", ["localhost"]),
  ];

  test("serves this user alone, takes the place of one that was left behind, and goes at the end", async () => {
    const killed = serve(desk, words());
    expect(await killed.line(/listening on (\S+)/u)).toBe(path());
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    await killed.stop("SIGKILL");
    expect(statSync(path()).isSocket()).toBe(true);
    await using running = serve(desk, words());
    await running.line(/listening on (\S+)/u);
    expect(await overFile(path())).toMatch(/^HTTP\/1\.1 200[^]*body-of-server$/u);
    const second = desk.call(["egress", "serve", ...words()]);
    expect(second).toMatchObject({ status: 2 });
    expect(second.stderr).toContain("another process listens");
    expect(await overFile(path())).toContain("body-of-server");
    expect(await running.stop("SIGINT")).toBe(0);
    expect(statSync(path(), { throwIfNoEntry: false })).toBeUndefined();
  });

  test("that is another kind of file is left alone", () => {
    writeFileSync(path(), "precious");
    expect(desk.call(["egress", "serve", ...words()])).toMatchObject({ status: 2 });
    expect(readFileSync(path(), "utf8")).toBe("precious");
  });
});

async function overFile(path: string): Promise<string> {
  const socket = connect(path);
  socket.write(`GET ${url} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
  let got = "";
  for await (const chunk of socket) got += String(chunk);
  return got;
}
