import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";

const backends = ["bubblewrap", "landlock"] as const;
const uses = ["kinds", "errors", "waiting", "folders", "crowd", "pairs", "internet"] as const;
const races = ["path", "fd", "link"] as const;
const tries = 2000;
const source = fileURLToPath(new URL("sockets.c", import.meta.url));
const python = "/usr/bin/python3";

const workers = `
import multiprocessing, sys
def square(x): return x * x
if __name__ == "__main__":
    for method in ("fork", "forkserver", "spawn"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            print(sum(pool.map(square, range(10))))
    with multiprocessing.Manager() as manager:
        print(list(manager.list([1, 2])))
`;

const nodeServer = `
const net = require("node:net"), { fork } = require("node:child_process");
if (process.send) { process.on("message", (m) => { process.send(m + 1); process.disconnect(); }); }
else {
  const server = net.createServer((c) => c.end("served")).listen("node.sock", () => {
    net.connect("node.sock").on("data", (d) => { console.log(String(d)); server.close();
      fork(process.argv[1]).on("message", (m) => console.log(m)).send(1); });
  });
}
`;

describe.skipIf(sandboxMissing() !== undefined).for(users)("unix sockets, as $name", (user) => {
  let bench: Workbench;
  const servers: Server[] = [];
  beforeAll(() => {
    bench = createWorkbench(user);
    const argv = ["-O1", "-Wall", "-Werror", "-static", "-pthread", "-o", join(bench.project, "sockets"), source];
    expect(spawnSync("cc", argv, { encoding: "utf8" }).stderr).toBe("");
    mkdirSync(join(bench.project, "work"));
    chownSync(join(bench.project, "work"), user.uid, user.uid);
    for (const [name, text] of [
      ["workers.py", workers],
      ["server.cjs", nodeServer],
    ] as const) {
      writeFileSync(join(bench.project, name), text);
      chmodSync(join(bench.project, name), 0o644);
    }
  });
  afterAll(() => {
    for (const server of servers) server.close();
    bench[Symbol.dispose]();
  });

  /** A socket of the host's that this user may connect to. */
  const listen = async (name: string): Promise<{ readonly path: string; readonly reached: () => Promise<number> }> => {
    const path = join(bench.project, name);
    rmSync(path, { force: true });
    let count = 0;
    const server = createServer((socket) => {
      count += 1;
      socket.destroy();
    }).listen(path);
    servers.push(server);
    await once(server, "listening");
    chownSync(path, user.uid, user.uid);
    const reached = async (): Promise<number> => {
      await sleep(200);
      return count;
    };
    return { path, reached };
  };

  test.for([...uses, "datagrams"])("outside: %s", (use) => {
    expect(bench.control(`cd work; ../sockets ${use}`)).toMatchObject({ stdout: "ok\n", status: 0 });
  });

  describe.for(backends)("on %s", (backend) => {
    const profile = (): object => ({ backend, allowed: [bench.project] });

    test.for(uses)("sockets made inside work as outside: %s", (use) => {
      const { stdout, stderr } = bench.run(`cd work; ../sockets ${use}`, { profile: profile() });
      expect({ stdout, stderr }).toEqual({ stdout: "ok\n", stderr: "" });
    });

    test("datagrams work where the loopback device is the sandbox's own", () => {
      const { stdout } = bench.run("cd work; ../sockets datagrams", { profile: profile() });
      if (backend === "bubblewrap") expect(stdout).toBe("ok\n");
      else expect(stdout).toContain("EAFNOSUPPORT");
    });

    if (existsSync(python)) {
      test("Python's worker processes work", () => {
        const wanted = { profile: profile() };
        expect(bench.run(`cd work; TMPDIR=$PWD ${python} ../workers.py`, wanted).stdout).toBe(
          "285\n285\n285\n[1, 2]\n",
        );
      });
    }

    test("Node's servers and worker processes work", () => {
      const script = `cd work; rm -f node.sock; ${process.execPath} ../server.cjs`;
      if (bench.control(`test -x ${process.execPath}`).status !== 0) return;
      const wanted = { profile: { ...profile(), readOnly: [join(process.execPath, "../..")] } };
      expect(bench.run(script, wanted)).toMatchObject({ stdout: "served\n2\n" });
    });

    test("a socket of the host's in the project is refused, and said once", async () => {
      const { path, reached } = await listen("host.sock");
      const { stdout, stderr } = bench.run("./probe socket host.sock; ./probe socket host.sock", {
        profile: profile(),
      });
      expect(stdout).toBe("EACCES\nEACCES\n");
      expect(stderr).toContain("sallyport: denied: connect to host.sock");
      expect(await reached()).toBe(0);
      expect(bench.control(`./probe socket ${path}`).stdout).toBe("ok\n");
      expect(await reached()).toBe(1);
    });

    test("a socket that the host makes later is refused", async () => {
      rmSync(join(bench.project, "later.sock"), { force: true });
      const script = "echo started; until [ -S later.sock ]; do sleep 0.05; done; ./probe socket later.sock";
      const child = bench.start(script, { profile: profile() });
      const said: string[] = [];
      child.stdout?.on("data", (data: Buffer) => said.push(String(data)));
      while (said.length === 0 && child.exitCode === null) await sleep(20);
      const { reached } = await listen("later.sock");
      if (child.exitCode === null) await once(child, "close");
      expect(said.join("")).toBe("started\nEACCES\n");
      expect(await reached()).toBe(0);
    });

    test("a listed socket of the host's in the project can be reached", async () => {
      const { path, reached } = await listen("listed.sock");
      const wanted = { profile: { ...profile(), unixSockets: [path] } };
      expect(bench.run("./probe socket listed.sock", wanted).stdout).toBe("ok\n");
      expect(await reached()).toBe(1);
    });

    test.for(races)("no race reaches the host's: %s", async (race) => {
      const { path, reached } = await listen(`raced-${race}.sock`);
      const { stdout } = bench.run(`cd work; ../sockets ${race} ${path} ${tries}`, { profile: profile() });
      expect(stdout).toBe("ok\n");
      expect(await reached()).toBe(0);
      expect(bench.control(`cd work; ../sockets ${race} ${path} 1000000`).stdout).toBe("reached\n");
      expect(await reached()).toBeGreaterThan(0);
    });
  });
});
