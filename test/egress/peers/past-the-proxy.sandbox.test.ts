import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ended, install, type Installation, writeAs } from "../../doors/installation.ts";
import { sandboxMissing, users } from "../../run/workbench.ts";
import { publicAuthority } from "../tls/tls-servers.ts";
import { pastTheProxy } from "./past-the-proxy.cases.ts";
import { type RealServers, startServers } from "./real-servers.ts";

const missing = sandboxMissing();
let servers: RealServers;
beforeAll(async () => {
  if (missing === undefined) servers = await startServers();
});
afterAll(() => servers[Symbol.asyncDispose]());

describe.skipIf(missing !== undefined).each(users)("clients that know no proxy, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    writeAs(user, join(place.project, "ca.pem"), publicAuthority);
  });
  afterAll(() => place[Symbol.dispose]());

  const call = async (text: string): Promise<Ended> => {
    const file = join(place.home, "net.json");
    const { https, git, ssh, postgres } = servers;
    const network_access = {
      // `there` is what `ssh` is asked for; its settings name the host.
      allowed_domains: ["there", ...[https, git, ssh, postgres].map((port) => `localhost:${port}`)],
    };
    const file_access = {
      allowed_paths: ["${project_root}"],
      read_only_paths: [dirname(dirname(process.execPath))],
    };
    const sandbox = { backend: "bubblewrap" };
    const permissions = { file_access, network_access };
    writeFileSync(file, JSON.stringify({ name: "net", allowed_tools: ["Bash"], sandbox, permissions }));
    const [program, ...argv] = place.argv(["--profile", file, "-c", text]);
    const child = spawn(program, argv, { env: place.env, cwd: place.project, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    const [status] = await once(child, "close");
    return { status, stdout, stderr };
  };
  const prepare = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) writeAs(user, join(place.project, name), text);
  };

  test.for(pastTheProxy)("$name reaches a listed server", async ({ server, files, text, reached }) => {
    prepare(files("localhost", servers[server], servers.login));
    const { stdout, stderr } = await call(text);
    expect(stdout + stderr).toMatch(reached);
    expect(stderr).not.toContain("sallyport:");
  });

  test.for(pastTheProxy)(
    "$name is refused another, and told how to allow it",
    async ({ files, text, reached, refused }) => {
      prepare(files("other.example", 4321, servers.login));
      const { status, stdout, stderr } = await call(text);
      expect(status).not.toBe(0);
      expect(stdout + stderr).not.toMatch(reached);
      expect(stdout + stderr).toMatch(refused);
      const said = new Set(stderr.split("\n").filter((line) => line.startsWith("sallyport: ")));
      expect([...said]).toEqual([
        expect.stringMatching(/^sallyport: denied: other\.example:4321: .*--allow-domain other\.example/u),
      ]);
    },
  );
});
