import { spawn, spawnSync } from "node:child_process";
import { createSocket, type Socket as NamesSocket } from "node:dgram";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { compileProgram } from "./compile-program.ts";
import { arrivals, networkCases } from "./network.cases.ts";

/** What `answeringNetwork` gives to a proxy's clients. */
const secret = "word-of-this-run";

function portOf(socket: Server | NamesSocket): number {
  const address = socket.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Files and command lines of the host in which a text stands, as far as root can see. */
function processesNaming(text: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/u.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(text);
    } catch {
      return false; // ESRCH: it has just gone
    }
  });
}

describe.skipIf(sandboxMissing() !== undefined).for(users)("the network, as $name", (user) => {
  let bench: Workbench;
  let server: Server;
  let names: NamesSocket;
  let reached = 0;
  beforeAll(async () => {
    bench = createWorkbench(user);
    compileProgram("network.c", bench.project);
    server = createServer((socket) => {
      reached += 1;
      socket.end("the host\n");
    }).listen(0);
    names = createSocket("udp4");
    names.on("message", (_, { port, address }) => {
      reached += 1;
      names.send("x", port, address);
    });
    names.bind(0);
    await Promise.all([once(server, "listening"), once(names, "listening")]);
  });
  afterAll(() => {
    server.close();
    names.close();
    bench[Symbol.dispose]();
  });

  const spelled = (text: string): string =>
    text.replaceAll("HOST", String(portOf(server))).replaceAll("NAMES", String(portOf(names)));
  const wanted = (hosts: readonly string[]): object => ({
    network: "answering",
    profile: { allowed: [bench.project], backend: "bubblewrap", hosts },
  });
  const inside = (use: string, hosts: readonly string[] = ["*"]): string =>
    bench.run(`./network ${spelled(use)}`, wanted(hosts)).stdout.trim();
  const outside = async (use: string): Promise<string> => {
    const child = [...user.prefix, `${bench.project}/network`, ...spelled(use).split(" ")];
    const running = spawn(child[0] ?? "", child.slice(1));
    const said: string[] = [];
    running.stdout.on("data", (data: Buffer) => said.push(String(data)));
    await once(running, "close");
    return said.join("").trim();
  };

  describe("what must not lead out", () => {
    test.for(networkCases)("$name", async ({ use, inside: expected, control, rootOnly }) => {
      reached = 0;
      expect(inside(use)).toBe(expected);
      await sleep(50);
      expect(reached).toBe(0);
      if (control === undefined || (rootOnly === true && user.uid !== 0)) return;
      expect(await outside(use)).toBe(spelled(control));
    });

    test("the route that makes every address the sandbox's own stays", () => {
      expect(inside("routes")).toBe("route: EPERM");
      const own = ["unshare", "--user", "--map-root-user", "--net", `${bench.project}/network`, "routes"];
      const [program = "", ...argv] = [...user.prefix, ...own];
      expect(spawnSync(program, argv, { encoding: "utf8" }).stdout.trim()).toBe("route: ESRCH");
    });

    test("the proxy is found inside only, and nobody else learns how to ask it", async () => {
      const child = bench.start('echo "$HTTP_PROXY"; exec sleep 60', wanted(["*"]));
      try {
        const [data] = child.stdout === null ? [""] : await once(child.stdout, "data");
        expect(String(data)).toContain(secret);
        expect(processesNaming(secret)).toEqual([]);
        expect(spawnSync("grep", ["-r", secret, `${bench.folder}/own`, bench.home]).status).toBe(1);
        const [error] = await once(connect(1023, "127.0.0.1"), "error");
        expect(error).toMatchObject({ code: "ECONNREFUSED" });
      } finally {
        child.kill("SIGKILL");
        await once(child, "close");
      }
    });
  });

  describe("what whoever decides gets to see", () => {
    test.for(arrivals)("$name", ({ use, hosts, inside: expected }) => {
      expect(inside(use, hosts?.map(spelled))).toBe(spelled(expected));
    });
  });

  describe("where the network is the host's", () => {
    const shared = (use: string, hosts: readonly string[] = ["*"]): string => {
      const profile = { allowed: [bench.project], backend: "landlock", hosts } as const;
      return bench.run(`./network ${spelled(use)}`, { network: "answering", profile }).stdout.trim();
    };

    test.for(networkCases)("leads nowhere: $name", async ({ use, inside: expected, shared: other = expected }) => {
      reached = 0;
      expect(shared(use)).toBe(other);
      await sleep(50);
      expect(reached).toBe(0);
    });

    // The caller's own end tells that it was taken elsewhere.
    const told = (text: string): string => text.replaceAll(/^[0-9a-f:.]+ \d+: /gmu, "");
    test.for(arrivals.filter(({ needs }) => needs === undefined))("arrives: $name", ({ use, hosts, inside: text }) => {
      expect(told(shared(use, hosts?.map(spelled)))).toBe(told(spelled(text)));
    });

    test("names are asked for over TCP", () => {
      const profile = { allowed: [bench.project], backend: "landlock", hosts: ["*"] } as const;
      expect(bench.run("getent ahostsv4 a.example", { network: "answering", profile }).stdout).toContain("198.18.0.16");
    });

    test("without hosts there is none", () => {
      expect(shared("tcp 192.0.2.1 80", [])).toBe("connect: ENETUNREACH");
    });
  });

  test("without hosts there is no network, as before", () => {
    const script = "env | grep -ci _proxy; ./network tcp 192.0.2.1 80; ./network udp 192.0.2.1 53; ./network tcp ::1 9";
    expect(bench.run(script, wanted([])).stdout).toBe(
      "0\nconnect: ENETUNREACH\nconnect: ENETUNREACH\nconnect: ECONNREFUSED\n",
    );
  });

  test("where nobody decides there is none either", () => {
    const { network: _network, ...silent } = { ...wanted(["*"]), network: undefined };
    expect(bench.run("./network tcp 192.0.2.1 80", silent).stdout).toBe("connect: ENETUNREACH\n");
  });
});
