import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDesk, type Desk } from "./command-line.ts";
import { curl, type Running, serve, writeProfile } from "./serving.ts";

let desk: Desk;
const server = createServer((_request, response) => response.end("served"));
let url = "";
let port = 0;
let open = "";
let closed = "";

beforeAll(async () => {
  desk = createDesk();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
  url = `http://localhost:${port}/`;
  open = writeProfile(desk, "open.json", ["localhost"]);
  closed = writeProfile(desk, "closed.json", []);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  desk[Symbol.dispose]();
});

const path = (): string => join(desk.project, "clients.json");

function write(clients: unknown): void {
  writeFileSync(path(), JSON.stringify({ clients }));
}

async function start(clients: unknown, ...words: readonly string[]): Promise<Running & { readonly address: string }> {
  write(clients);
  const running = serve(desk, ["--listen", "127.0.0.1:0", "--clients", path(), ...words]);
  return { ...running, address: await running.line(/listening on (\S+)/u) };
}

/** The status that a request gets from an address of the loopback device, with or without credentials. */
async function ask(address: string, from: string, login = ""): Promise<string> {
  const user = login === "" ? [] : ["-U", login];
  return (await curl("--interface", from, "-x", address, ...user, url)).slice(-3);
}

/** A tunnel, and the status of each request that is made in it. */
async function openTunnel(address: string): Promise<{ readonly ask: () => Promise<string>; readonly socket: Socket }> {
  const { hostname, port: at } = new URL(`http://${address}`);
  const socket = connect(Number(at), hostname);
  const say = async (line: string): Promise<string> => {
    socket.write(`${line} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    const [answer]: unknown[] = await once(socket, "data");
    return String(answer).slice(9, 12);
  };
  expect(await say(`CONNECT localhost:${port}`)).toBe("200");
  return { ask: () => say("GET /"), socket };
}

describe("clients", () => {
  test("are known by their secrets, and have profiles of their own", async () => {
    const clients = [
      { name: "one", secret: "first", profile: open },
      { name: "two", secret: "second", profile: closed },
    ];
    await using running = await start(clients);
    const { address } = running;
    expect(await ask(address, "127.0.0.1", "one:first")).toBe("200");
    expect(await ask(address, "127.0.0.1", "two:second")).toBe("403");
    expect(await ask(address, "127.0.0.1", "one:second")).toBe("407");
    expect(await ask(address, "127.0.0.1", "nobody:first")).toBe("407");
    expect(await ask(address, "127.0.0.1")).toBe("407");
  });

  test("are known by their addresses: the longest prefix decides", async () => {
    const clients = [
      { name: "all", from: ["127.0.0.0/8", "::1"], profile: closed },
      { name: "some", from: ["127.1.0.0/16", "192.0.2.1"], profile: open },
      { name: "guarded", from: ["127.1.2.0/24"], secret: "word", profile: open },
      { name: "one", from: ["127.1.2.3"], profile: closed },
      { name: "anywhere", secret: "pass", profile: open },
    ];
    await using running = await start(clients);
    const { address } = running;
    const rows: readonly (readonly [from: string, login: string, status: string])[] = [
      ["127.0.0.1", "", "403"],
      ["127.1.0.1", "", "200"],
      ["127.1.2.1", "", "407"],
      ["127.1.2.1", "guarded:word", "200"],
      ["127.1.2.1", "guarded:other", "407"],
      ["127.1.3.1", "guarded:word", "407"],
      ["127.1.2.3", "", "403"],
      ["127.1.2.3", "anywhere:pass", "200"],
      ["127.1.0.1", "anywhere:wrong", "407"],
      ["127.1.0.1", "some:", "407"],
    ];
    for (const [from, login, status] of rows)
      expect([from, login, await ask(address, from, login)]).toEqual([from, login, status]);
  });

  test("whom credentials could not help are refused without being asked for them, on record", async () => {
    await using running = await start([{ name: "far", from: ["192.0.2.0/24"], profile: open }]);
    expect(await ask(running.address, "127.0.0.77")).toBe("403");
    expect(await curl("--interface", "127.0.0.77", "-p", "-x", running.address, url)).toBe(" 000");
    await running.stop();
    const { stdout } = desk.call(["audit", "query", "--tool", "Network", "--verdict", "deny"]);
    expect(stdout).toContain("127.0.0.77");
    expect(stdout).toContain("net/unknown-client");
  });

  test("SOCKS knows them alike", async () => {
    const clients = [
      { name: "near", from: ["127.1.0.0/16"], profile: open },
      { name: "word", secret: "pass", profile: open },
    ];
    await using running = await start(clients);
    const socks = (from: string, login = ""): Promise<string> =>
      curl("--interface", from, "-x", `socks5h://${login}${running.address}`, url);
    expect(await socks("127.1.0.1")).toBe("served 200");
    expect(await socks("127.1.0.1", "word:pass@")).toBe("served 200");
    expect(await socks("127.1.0.1", "word:wrong@")).toBe(" 000");
    expect(await socks("127.0.0.1", "word:pass@")).toBe("served 200");
    expect(await socks("127.0.0.1")).toBe(" 000");
  });

  test("a socket file has no addresses", async () => {
    const file = join(desk.project, "clients.sock");
    const clients = [
      { name: "all", from: ["0.0.0.0/0", "::/0"], profile: open },
      { name: "word", secret: "pass", profile: open },
    ];
    await using running = await start(clients, "--listen", `unix:${file}`);
    await running.line(/listening on (\/\S+)/u);
    const get = async (fields: string): Promise<string> => {
      const socket = connect(file);
      socket.write(`GET ${url} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n${fields}\r\n`);
      let got = "";
      for await (const chunk of socket) got += String(chunk);
      return got.slice(9, 12);
    };
    expect(await get("")).toBe("407");
    expect(await get(`Proxy-Authorization: Basic ${btoa("word:pass")}\r\n`)).toBe("200");
  });

  test("follow their file, and the last good one when it is broken", async () => {
    await using running = await start([{ name: "near", from: ["127.0.0.0/8"], profile: open }]);
    const { address } = running;
    expect(await ask(address, "127.0.0.1")).toBe("200");
    writeFileSync(path(), '{"clients": [');
    await running.line(/the last good ones still hold: .*clients\.json/u);
    expect(await ask(address, "127.0.0.1")).toBe("200");
    write([{ name: "near", from: ["127.0.0.0/8"], profile: closed }]);
    await running.line(/clients reloaded: 1/u);
    expect(await ask(address, "127.0.0.1")).toBe("403");
    write([]);
    await running.line(/clients reloaded: 0/u);
    expect(await ask(address, "127.0.0.1")).toBe("403");
    expect(await running.stop()).toBe(0);
  });

  test("what they ask for in a tunnel that stands is judged as they are known then", async () => {
    const near = { name: "near", from: ["127.0.0.0/8"], profile: open };
    const other = { name: "other", secret: "word" };
    await using running = await start([near]);
    const { ask: askInside, socket } = await openTunnel(running.address);
    expect(await askInside()).toBe("200");
    write([near, other]);
    await running.line(/clients reloaded: 2/u);
    expect(await askInside()).toBe("200");
    write([other]);
    await running.line(/clients reloaded: 1/u);
    expect(await askInside()).toBe("403");
    socket.destroy();
  });

  test("a profile that changed after the clients did holds in tunnels, too", async () => {
    const near = { name: "near", from: ["127.0.0.0/8"], profile: writeProfile(desk, "own.json", ["localhost"]) };
    await using running = await start([near]);
    const { ask: askInside, socket } = await openTunnel(running.address);
    expect(await askInside()).toBe("200");
    write([near, { name: "other", secret: "word" }]);
    await running.line(/clients reloaded: 2/u);
    writeProfile(desk, "own.json", []);
    await running.line(/reloaded/u);
    expect(await askInside()).toBe("403");
    socket.destroy();
  });

  test.for([
    ["no client at all", [{ name: "x" }]],
    ["an unknown field", [{ name: "x", secret: "y", form: [] }]],
    [
      "a name twice",
      [
        { name: "x", secret: "y" },
        { name: "x", from: ["10.0.0.1"] },
      ],
    ],
    [
      "addresses twice",
      [
        { name: "x", from: ["10.0.0.0/8"] },
        { name: "y", from: ["10.0.0.0/8"] },
      ],
    ],
    ["an empty secret", [{ name: "x", secret: "" }]],
    ["a name with a colon", [{ name: "x:y", secret: "z" }]],
    ["bits beyond the prefix", [{ name: "x", from: ["10.0.0.1/8"] }]],
    ["a prefix too long", [{ name: "x", from: ["10.0.0.0/33"] }]],
    ["an odd spelling", [{ name: "x", from: ["10.1"] }]],
    ["a long spelling", [{ name: "x", from: ["fd00:0::/8"] }]],
    ["a name for an address", [{ name: "x", from: ["localhost"] }]],
    ["no address", [{ name: "x", from: [] }]],
    ["a profile that is not there", [{ name: "x", secret: "y", profile: "missing.json" }]],
  ] as const)("%s is a mistake that is said", ([, clients]) => {
    write(clients);
    const { status, stderr } = desk.call(["egress", "serve", "--listen", "127.0.0.1:0", "--clients", path()]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/clients\.json|missing\.json/u);
  });
});
