import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";
import { type AnswerRow, answersOf, expectedOf, scriptOf } from "./answer-rows.ts";
import { type HostPorts, loopbackAttacks, loopbackUses } from "./loopback.cases.ts";

/** Servers of the host's that count who comes. */
async function startHost(): Promise<{
  readonly ports: HostPorts;
  readonly count: () => number;
  readonly end: () => void;
}> {
  let count = 0;
  const listen = async (host: string): Promise<{ readonly server: Server; readonly port: number }> => {
    const server = createServer((socket) => {
      count += 1;
      socket.destroy();
    }).listen(0, host);
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return { server, port: address.port };
  };
  const [v4, v6] = [await listen("127.0.0.1"), await listen("::1")];
  const udp = createSocket("udp4", () => (count += 1)).bind(0, "127.0.0.1");
  await once(udp, "listening");
  const end = (): void => [v4.server, v6.server, udp].forEach((each) => each.close());
  return { ports: { v4: v4.port, v6: v6.port, udp: udp.address().port }, count: () => count, end };
}

/** Says its port, and at the end who has come to it. */
const server = `
import socket, sys
s = socket.socket(); s.bind(("ADDRESS", 0)); s.listen(); print(s.getsockname()[1], flush=True)
own = socket.create_connection(("127.0.0.1", s.getsockname()[1])); comers = 0; sys.stdin.read(); s.setblocking(False)
try:
  while s.accept(): comers += 1
except BlockingIOError: pass
print(comers)
`;

describe.skipIf(sandboxMissing() !== undefined).for(users)(
  "the loopback device by Landlock alone, as $name",
  (user) => {
    const bench = createWorkbench(user);
    let host: Awaited<ReturnType<typeof startHost>>;
    let rows: readonly AnswerRow[] = [];
    beforeAll(async () => {
      host = await startHost();
      rows = [...loopbackUses, ...loopbackAttacks(host.ports)];
    });
    afterAll(() => {
      host.end();
      bench[Symbol.dispose]();
    });
    const profile = { backend: "landlock" } as const;

    test("inside each gets its answer", async () => {
      const { stdout, stderr } = bench.run(scriptOf(rows), { profile });
      expect(answersOf(rows, stdout)).toEqual(expectedOf(rows, "answer"));
      expect(stderr).toBe("");
      await sleep(100);
      expect(host.count()).toBe(0);
    });

    test("outside each of them works", async () => {
      const child = bench.start(scriptOf(rows), { profile: { backend: "none" } });
      let stdout = "";
      child.stdout?.on("data", (data: Buffer) => (stdout += String(data)));
      await once(child, "close");
      expect(answersOf(rows, stdout)).toEqual(expectedOf(rows, "control"));
      expect(host.count()).toBeGreaterThan(5);
    });

    test("who asks for a server of the host's is told", () => {
      const script = `exec 3<> /dev/tcp/127.0.0.1/${host.ports.v4}; exec 3<> /dev/tcp/192.0.2.1/80`;
      const { stderr } = bench.run(script, { profile });
      expect(stderr).toContain("connect: Connection refused");
      expect(stderr).toContain("connect: Network is unreachable");
      const line = `sallyport: denied: connect to 127.0.0.1 port ${host.ports.v4}: this server belongs to the host`;
      expect(stderr.split("\n").filter((each) => each === line)).toEqual([line]);
    });

    test.for(["127.0.0.1", "0.0.0.0"])("a server on %s is nobody else's", async (address) => {
      const comers = async (backend: "landlock" | "none"): Promise<string> => {
        const child = bench.start("", {
          profile: { backend },
          argv: ["python3", "-c", server.replace("ADDRESS", address)],
        });
        if (child.stdout === null) throw new Error("no stdout");
        const [port] = await once(child.stdout, "data");
        const stranger = connect({ port: Number(port), host: "127.0.0.1" }).on("error", () => undefined);
        await Promise.race([once(stranger, "connect"), sleep(500)]);
        child.stdin?.end();
        const [said] = await once(child.stdout, "data");
        stranger.destroy();
        return String(said).trim();
      };
      expect(await comers("none")).toBe("2");
      expect(await comers("landlock")).toBe("1");
    });
  },
);
