import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpServer } from "../egress/loopback-filter.ts";
import type { Running } from "../egress/tls/tls-servers.ts";
import { type NodeProxy, nodeProxy } from "../egress/upstream/node-proxy.ts";
import { password, tinyproxy, user as proxyUser } from "../egress/upstream/tinyproxy.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation } from "./installation.ts";

const backends = ["bubblewrap", "landlock"] as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("a command behind a proxy, as $name", (user) => {
  let place: Installation;
  let server: Running;
  /** Behind tinyproxy: knows every name, and sees what was asked for. */
  let far: NodeProxy;
  let near: Running;
  beforeAll(async () => {
    place = install(user);
    server = await httpServer((_request, response) => response.end("served\n"));
    far = await nodeProxy({});
    near = await tinyproxy(far.port);
  });
  afterAll(async () => {
    for (const running of [near, far, server]) await running[Symbol.asyncDispose]();
    place[Symbol.dispose]();
  });

  /** Lies where commands may read. */
  const profile = (backend: string, through: string): string => {
    const file = join(place.project, `${backend}.json`);
    const body = {
      allowed_tools: ["Bash"],
      sandbox: { backend },
      permissions: {
        file_access: { allowed_paths: ["${project_root}"] },
        network_access: {
          allowed_domains: ["site.example"],
          proxy_config: { http_proxy: through, https_proxy: through },
        },
      },
    };
    writeFileSync(file, JSON.stringify(body));
    chownSync(file, user.uid, user.uid);
    return file;
  };
  const withPassword = (): string => `http://${proxyUser}:${password}@localhost:${near.port}`;

  const call = async (argv: readonly string[], during?: (line: string) => void): Promise<Ended> => {
    const [program, ...rest] = place.argv(argv);
    const child = spawn(program, rest, { env: place.env, cwd: place.project, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => {
      stdout += data.toString();
      during?.(data.toString());
    });
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    const [status] = await once(child, "close");
    return { status, stdout, stderr };
  };
  // What is asked for is not in the words of the command, so that the first door has nothing to say.
  const fetchFrom = (where: string, options: string): string =>
    `printf 'url = "%s"\\n' http://${where}/ > to; curl -sS ${options} -K to`;

  describe.for(backends)("on %s", (backend) => {
    test("reaches an allowed host, by the proxy variables and past them", async () => {
      const file = profile(backend, withPassword());
      const where = `site.example:${server.port}`;
      // Where Landlock stands alone, names are found by programs that ask over TCP.
      const past = backend === "bubblewrap" ? `; ${fetchFrom(where, "--noproxy '*'")}` : "";
      const before = far.asked.length;
      const ended = await call(["--profile", file, "-c", fetchFrom(where, "") + past]);
      const served = past === "" ? "served\n" : "served\nserved\n";
      expect(ended).toEqual({ status: 0, stdout: served, stderr: "" });
      expect(far.asked.slice(before).every((line) => line.includes("site.example"))).toBe(true);
      expect(far.asked.length).toBeGreaterThan(before);
    });

    test("reaches no other host, and the proxy hears nothing of it", async () => {
      const file = profile(backend, withPassword());
      const before = far.asked.length;
      const { stdout, stderr } = await call(["--profile", file, "-c", fetchFrom(`other.example:${server.port}`, "")]);
      expect(stdout).toContain("denied: other.example");
      expect(stderr).toContain("--allow-domain other.example");
      // The proxy's own port is a target like any other.
      const direct = `printf x > /dev/tcp/127.0.0.1/${near.port}`;
      expect((await call(["--profile", file, "-c", direct])).status).not.toBe(0);
      expect(far.asked.length).toBe(before);
    });

    test("never sees the password", async () => {
      const file = profile(backend, withPassword());
      const look = "find . -name '*.json' -exec cat {} +; env; cat /proc/*/environ /proc/*/cmdline; echo looked";
      const { stdout } = await call(["--profile", file, "-c", look]);
      expect(stdout).toContain("looked");
      expect(stdout).not.toContain(password);
      // The control: a file without a password is found.
      const open = profile(backend, `http://localhost:${far.port}`);
      expect((await call(["--profile", open, "-c", look])).stdout).toContain(`http://localhost:${far.port}`);
    });

    test("goes another way from the next request on, once the profile says so", async () => {
      await using other = await nodeProxy({});
      const file = profile(backend, withPassword());
      const again = fetchFrom(`site.example:${server.port}`, "");
      const text = `${again}; until [ -e changed ]; do sleep 0.05; done; rm changed; ${again}`;
      let isChanged = false;
      const { stdout } = await call(["--profile", file, "-c", text], () => {
        if (isChanged) return;
        isChanged = true;
        profile(backend, `http://localhost:${other.port}`);
        writeFileSync(join(place.project, "changed"), "", { mode: 0o666 });
      });
      expect(stdout).toBe("served\nserved\n");
      expect(other.asked).toHaveLength(1);
    });
  });
});
