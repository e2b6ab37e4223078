/**
 * A network with a client in it, and the one that it leads through, where servers and the filter are. Both are this test's
 * own; an ordinary user has them in a user namespace.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { User } from "../run/workbench.ts";
import type { Installation } from "./installation.ts";

export interface Networks extends AsyncDisposable {
  /** Runs a script at the router, as its root. */
  readonly router: (script: string) => Promise<string>;
  readonly client: (script: string) => Promise<string>;
  /** Starts the installed program at the router. */
  readonly start: (argv: readonly string[]) => ChildProcess;
}

export const servers = { allowed: "93.184.216.34", other: "93.184.216.35", listed: "93.184.216.36" } as const;
export const client = "10.77.0.2";

/** Says its name by HTTP and HTTPS; a third port is of a protocol in which the server speaks first. */
const serverProgram = `
const { createServer } = require("node:net"), http = require("node:http"), https = require("node:https"), fs = require("node:fs");
const { allowed, other, listed } = JSON.parse(process.argv[1]);
const tls = { cert: fs.readFileSync("cert.pem"), key: fs.readFileSync("key.pem") };
const tell = (name) => (request, response) => response.end(name + " as " + request.headers.host);
const all = [[allowed, "allowed"], [other, "other"], [listed, "listed"]].flatMap(([at, name]) => [
  [http.createServer(tell(name)), 80, at],
  [https.createServer(tls, tell(name)), 443, at],
  [createServer((socket) => socket.on("error", () => 0).end("banner of " + name + "\\n")), 2222, at],
]);
let left = all.length;
for (const [server, port, at] of all) server.listen(port, at, () => --left === 0 && console.log("ready"));
`;

const hosts = `127.0.0.1 localhost\n${servers.allowed} allowed.test\n${servers.other} other.test\n${servers.listed} listed.test\n`;

const setUp = `
set -e
mount --bind hosts /etc/hosts
ip link set lo up
ip link add toclient type veth peer name torouter netns $CLIENT
ip addr add 10.77.0.1/24 dev toclient
ip link set toclient up
for address in ${Object.values(servers).join(" ")}; do ip addr add $address/32 dev lo; done
`;
const setUpClient = `
set -e
ip link set lo up
ip addr add ${client}/24 dev torouter
ip link set torouter up
ip route add default via 10.77.0.1
`;

export async function openNetworks(
  user: User,
  place: Installation,
  { cert, key }: { readonly cert: string; readonly key: string },
): Promise<Networks> {
  for (const [name, text] of Object.entries({ hosts, "cert.pem": cert, "key.pem": key }))
    writeFileSync(join(place.project, name), text, { mode: 0o644 });
  const own = user.uid === 0 ? [] : ["--user", "--map-root-user"];
  const enter = user.uid === 0 ? [] : ["--user", "--preserve-credentials"];
  const options = {
    cwd: place.project,
    // A user namespace's root is another user's number outside, whose folders are not its own.
    env: { ...place.env, XDG_RUNTIME_DIR: place.home, PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" },
  };
  const children: ChildProcess[] = [];
  const launch = (argv: readonly string[]): ChildProcess => {
    const [program = "", ...rest] = [...user.prefix, ...argv];
    const child = spawn(program, rest, { ...options, stdio: ["pipe", "pipe", "pipe"] });
    children.push(child);
    return child;
  };
  // Namespaces stay as long as this process does, and it as long as its input.
  const hold = (argv: readonly string[]): Promise<number> =>
    heldBy(launch([...argv, "sh", "-c", "echo ready; exec cat"]));
  const router = await hold(["unshare", ...own, "--net", "--mount"]);
  const inRouter = ["nsenter", "-t", `${router}`, ...enter, "--net", "--mount", `--wd=${place.project}`];
  const far = await hold([...inRouter, "unshare", "--net"]);
  const inClient = ["nsenter", "-t", `${far}`, ...enter, "--net", "--mount", `--wd=${place.project}`];
  const run = (argv: readonly string[], script: string): Promise<string> =>
    outputOf(launch([...argv, "bash", "-c", script]));
  const must = async (argv: readonly string[], script: string): Promise<void> => {
    const said = await run(argv, `{ ${script}\n} 2>&1`);
    if (said !== "") throw new Error(said);
  };
  await must(inRouter, setUp.replace("$CLIENT", `${far}`));
  await must(inClient, setUpClient);
  const node = join(dirname(place.home), "package/node_modules/node/bin/node");
  if (!existsSync(node)) throw new Error(`${node} is missing`);
  await once(launch([...inRouter, node, "-e", serverProgram, JSON.stringify(servers)]).stdout ?? process, "data");
  return {
    router: (script) => run(inRouter, script),
    client: (script) => run(inClient, script),
    start: (argv) => launch([...inRouter, ...place.argv(argv).slice(user.prefix.length)]),
    [Symbol.asyncDispose]: async () => {
      const ended = children.filter((child) => child.exitCode === null && child.signalCode === null);
      await Promise.all(
        ended.map((child) => {
          child.kill("SIGKILL");
          return once(child, "close");
        }),
      );
    },
  };
}

async function heldBy(child: ChildProcess): Promise<number> {
  const { promise, reject } = Promise.withResolvers<never>();
  child.once("close", () => reject(new Error("no network of one's own is permitted here")));
  await Promise.race([once(child.stdout ?? child, "data"), promise]);
  promise.catch(() => undefined); // it closes at the end, too
  return child.pid ?? 0;
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += String(chunk)));
  child.stdin?.end();
  await once(child, "close");
  return text.trim();
}
