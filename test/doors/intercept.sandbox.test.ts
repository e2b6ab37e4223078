import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpsServer } from "../egress/tls/open-filter.ts";
import { publicAuthority } from "../egress/tls/tls-servers.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation } from "./installation.ts";

const backends = ["bubblewrap", "landlock"] as const;
const secret = "s3cr3t-value";

/** What programs print when asked for a URL with the token of their environment. */
const programs = [
  ["curl through the proxy", `curl -sS --noproxy '' -H "Authorization: Bearer $TOKEN" -K to`],
  ["curl past the proxy", `curl -sS --noproxy '*' -H "Authorization: Bearer $TOKEN" -K to`],
  [
    "python3",
    `sed 's/.*"\\(.*\\)"/\\1/' to | /usr/bin/python3 -c 'import os, sys, urllib.request
print(urllib.request.urlopen(urllib.request.Request(sys.stdin.read().strip(), headers={"Authorization": "Bearer " + os.environ["TOKEN"]})).read().decode(), end="")'`,
  ],
  [
    "node",
    `${process.execPath} -e 'const { readFileSync } = require("node:fs");
require("node:https").get(/"(.*)"/.exec(readFileSync("to", "utf8"))[1], { headers: { authorization: "Bearer " + process.env.TOKEN } }, (answer) => answer.pipe(process.stdout))'`,
  ],
] as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("opened TLS, as $name", (user) => {
  let place: Installation;
  let server: Awaited<ReturnType<typeof httpsServer>>;
  beforeAll(async () => {
    place = install(user);
    server = await httpsServer("localhost", (_, response) => response.end("served\n"));
    writeFileSync(join(place.home, "public.pem"), publicAuthority);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    place[Symbol.dispose]();
  });

  const profile = (backend: string): string => {
    const file = join(place.home, `${backend}.json`);
    const host = `localhost:${server.port}`;
    const network_access = {
      allowed_domains: [host],
      allow: [`GET ${host}/v1/**`],
      credentials: [{ variable: "TOKEN", domains: [host] }],
    };
    const permissions = {
      file_access: { allowed_paths: ["${project_root}"], read_only_paths: [dirname(dirname(process.execPath))] },
      network_access,
    };
    writeFileSync(file, JSON.stringify({ name: "net", allowed_tools: ["Bash"], sandbox: { backend }, permissions }));
    return file;
  };
  const call = async (argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> => {
    const [program, ...rest] = place.argv(argv);
    const env = { ...place.env, SSL_CERT_FILE: join(place.home, "public.pem"), TOKEN: secret, ...more };
    const child = spawn(program, rest, { env, cwd: place.project, stdio: ["ignore", "pipe", "pipe"] });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on("data", (data: Buffer) => out.push(String(data)));
    child.stderr.on("data", (data: Buffer) => err.push(String(data)));
    const [status] = await once(child, "close");
    return { status, stdout: out.join(""), stderr: err.join("") };
  };
  const asking = (path: string, program: string): string =>
    `printf 'url = "%s"\\n' https://localhost:${server.port}${path} > to; ${program}`;

  describe.for(backends)("on %s", (backend) => {
    test.for(programs)("%s trusts the session, and uses a secret that it does not have", async ([, program]) => {
      const before = server.seen.length;
      const text = `env | grep -c ${secret}; ${asking("/v1/x", program)}`;
      const ended = await call(["--profile", profile(backend), "-c", text]);
      expect(ended).toEqual({ status: 0, stdout: "0\nserved\n", stderr: "" });
      expect(server.seen.slice(before)).toMatchObject([
        { url: "/v1/x", headers: { authorization: `Bearer ${secret}` } },
      ]);
    });

    test("what no rule allows is refused and recorded, without the secret", async () => {
      const before = server.seen.length;
      const text = asking(
        "/v2/x",
        `curl -sS -o answer -w '%{http_code}\\n' -H "Authorization: Bearer $TOKEN" -K to; cat answer`,
      );
      const { stdout, stderr } = await call(["--profile", profile(backend), "-c", text]);
      expect(stdout).toMatch(/^403\n.*no rule allows the method and path/u);
      expect(stderr).toContain("no rule allows the method and path");
      expect(server.seen.length).toBe(before);
      const { stdout: records } = await call(["audit", "tail", "-n", "3"]);
      expect(records).toContain("net/request-not-allowed");
      expect(records).not.toContain(secret);
    });

    test("a secret that is not there is said", async () => {
      const { stderr } = await call(["--profile", profile(backend), "-c", "true"], { TOKEN: "" });
      expect(stderr).toContain("there is no secret for TOKEN");
    });

    test("nothing is left of it", () => {
      expect(readdirSync("/tmp").filter((name) => name.startsWith("sallyport-trust-"))).toEqual([]);
    });
  });
});
