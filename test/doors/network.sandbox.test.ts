import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation } from "./installation.ts";

const backends = ["bubblewrap", "landlock"] as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("the network of a command, as $name", (user) => {
  let place: Installation;
  let server: Server;
  let port = 0;
  const asked: string[] = [];
  beforeAll(async () => {
    place = install(user);
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end("served\n");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterAll(() => {
    server.close();
    place[Symbol.dispose]();
  });

  const profile = (backend: string, hosts: readonly string[], rules: readonly string[] = []): string => {
    const file = join(place.home, `${backend}.json`);
    const body = {
      name: "net",
      description: "A network",
      allowed_tools: ["Bash", ...rules],
      sandbox: { backend },
      permissions: {
        file_access: { allowed_paths: ["${project_root}"] },
        network_access: { allowed_domains: hosts },
      },
    };
    writeFileSync(file, JSON.stringify(body));
    return file;
  };
  /** Runs while this process serves. */
  const call = async (argv: readonly string[], during?: (line: string) => void): Promise<Ended> => {
    const [program, ...rest] = place.argv(argv);
    const child = spawn(program, rest, { env: place.env, cwd: place.project, stdio: ["ignore", "pipe", "pipe"] });
    const out: string[] = [];
    const err: string[] = [];
    child.stdout.on("data", (data: Buffer) => {
      out.push(String(data));
      during?.(String(data));
    });
    child.stderr.on("data", (data: Buffer) => err.push(String(data)));
    const [status] = await once(child, "close");
    return { status, stdout: out.join(""), stderr: err.join("") };
  };
  // What is asked for is not in the words of the command, so that the first door has nothing to say.
  const fetchFrom = (where: string, options = ""): string =>
    `printf 'url = "%s"\\n' http://${where}/ > to; curl -sS ${options} -K to`;

  describe.for(backends)("on %s", (backend) => {
    test("an allowed host is reached, with and without the proxy", async () => {
      const file = profile(backend, [`localhost:${port}`]);
      // The last sends its credentials once it was asked for them, as git does.
      const ways = ["--noproxy ''", "", "--noproxy '' --proxy-anyauth"];
      const text = ways.map((options) => fetchFrom(`localhost:${port}`, options)).join("; ");
      expect(await call(["--profile", file, "-c", text])).toEqual({
        status: 0,
        stdout: "served\nserved\nserved\n",
        stderr: "",
      });
    });

    test("this machine's own name and address are one host", async () => {
      const file = profile(backend, [`localhost:${port}`]);
      const text = ["127.0.0.1", "localhost"].map((host) => fetchFrom(`${host}:${port}`)).join("; ");
      const ended = await call(["--profile", file, "-c", text]);
      expect(ended).toEqual({ status: 0, stdout: "served\nserved\n", stderr: "" });
      const other = await call(["--profile", file, "-c", `${fetchFrom(`127.0.0.1:${port}`)} -H 'Host: evil.example'`]);
      expect(other.stderr).toContain("evil.example");
    });

    test("requests are counted together, whichever way they take", async () => {
      const file = profile(backend, [`localhost:${port}`]);
      const body = { ...JSON.parse(readFileSync(file, "utf8")) };
      body.permissions.agent_permissions = { resource_limits: { max_network_requests_per_session: 3 } };
      writeFileSync(file, JSON.stringify(body));
      const proxied = fetchFrom(`localhost:${port}`, "--noproxy '' -o /dev/null -w '%{http_code}\\n'");
      const { stdout } = await call([
        "--profile",
        file,
        "-c",
        `${proxied}; ${proxied}; ${fetchFrom(`localhost:${port}`)}; ${proxied}`,
      ]);
      expect(stdout).toBe("200\n200\nserved\n403\n");
      const named = ["--profile", file, "--session", backend, "-c"];
      expect(await call([...named, `${proxied}; ${proxied}`])).toMatchObject({ stdout: "200\n200\n" });
      expect(await call([...named, `${proxied}; ${proxied}`])).toMatchObject({ stdout: "200\n403\n" });
    });

    test("a rule for fetching from a host opens the way to it, too", async () => {
      const file = profile(backend, [], [`WebFetch(domain:localhost:${port})`]);
      const { status, stdout } = await call(["--profile", file, "-c", fetchFrom(`localhost:${port}`)]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: "served\n" });
    });

    test("another one is refused, and the refusal says how to allow it", async () => {
      const file = profile(backend, ["example.com"]);
      asked.length = 0;
      for (const options of ["", "--noproxy '*'"]) {
        const text = fetchFrom("other.example", `-o answer -w '%{http_code}' ${options}`);
        const { stdout, stderr } = await call(["--profile", file, "-c", `${text}; echo; cat answer`]);
        expect(stdout).toMatch(/^403\nsallyport: |^403\ndenied: /u);
        expect(stderr).toContain("sallyport: denied: other.example:80: ");
        expect(stderr).toContain("--allow-domain other.example");
        expect(stderr.trim().split("\n")).toHaveLength(1);
      }
      expect(asked).toEqual([]);
    });

    test("where there is no network at all, a client that fails is told why", async () => {
      const file = profile(backend, []);
      const failed = await call(["--profile", file, "-c", fetchFrom("other.example")]);
      expect(failed.status).not.toBe(0);
      expect(failed.stderr).toMatch(/^sallyport: there is no network, .*curl.*--allow-domain HOST/mu);
      const other = await call(["--profile", file, "-c", "curl --version > to; ls nowhere"]);
      expect(other.stderr).toMatch(/nowhere/u);
      expect(await call(["--profile", file, "-c", "curl --version > to"])).toEqual({
        status: 0,
        stdout: "",
        stderr: "",
      });
    });

    test("a host on the command line comes on top", async () => {
      const file = profile(backend, ["example.com"]);
      const more = ["--allow-domain", `localhost:${port}`];
      const text = fetchFrom(`localhost:${port}`, "--noproxy ''");
      expect((await call(["--profile", file, ...more, "-c", text])).stdout).toBe("served\n");
    });

    test("each request is a record, under the number of the command", async () => {
      const file = profile(backend, [`localhost:${port}`]);
      const text = `${fetchFrom(`localhost:${port}`, "--noproxy ''")}; ${fetchFrom("other.example", "-o answer")}`;
      await call(["--profile", file, "-c", text]);
      const lines = (await call(["audit", "tail", "-n", "3"])).stdout.trim().split("\n");
      const records: readonly { readonly id: string; readonly tool: string; readonly verdict: string }[] = lines.map(
        (line) => JSON.parse(line),
      );
      expect(records.map(({ tool, verdict }) => `${tool} ${verdict}`)).toEqual([
        "Network allow",
        "Network deny",
        "Bash allow",
      ]);
      expect(new Set(records.map(({ id }) => id)).size).toBe(1);
      expect(lines.join("")).not.toContain("Proxy-Authorization");
    });

    test("a changed profile holds for what already runs", async () => {
      const file = profile(backend, ["example.com"]);
      const again = fetchFrom(`localhost:${port}`, "--noproxy '' -o answer -w '%{http_code}\\n'");
      const text = `${again}; until [ -e changed ]; do sleep 0.05; done; rm changed; ${again}`;
      const { stdout } = await call(["--profile", file, "-c", text], (line) => {
        if (line !== "403\n") return;
        profile(backend, [`localhost:${port}`]);
        writeFileSync(join(place.project, "changed"), "", { mode: 0o666 });
      });
      expect(stdout).toBe("403\n200\n");
    });

    test("what is left of the command keeps no connection", async () => {
      const file = profile(backend, [`localhost:${port}`]);
      const hold = `for i in 1 2 3; do exec {fd}<>/dev/tcp/127.0.0.1/${port}; done; echo held`;
      expect(await call(["--profile", file, "-c", hold])).toMatchObject({ status: 0, stdout: "held\n" });
      const { promise, resolve } = Promise.withResolvers<number>();
      server.getConnections((_error, count) => resolve(count));
      expect(await promise).toBe(0);
    });
  });
});
