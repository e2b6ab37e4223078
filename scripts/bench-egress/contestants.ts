/** The proxies that are compared, each a process of its own. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, type Origin } from "./origin.ts";
import { waitForPort } from "./wait-for-port.ts";

export interface Contestant {
  readonly name: string;
  /** What to start, with its settings written into the folder; `undefined` where it is not installed. */
  readonly prepare: (place: Place) => Prepared | undefined;
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly origin: Origin;
  /** Where packages for this run are installed. */
  readonly packages: string;
}

interface Prepared {
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Running extends AsyncDisposable {
  readonly name: string;
  /** 0 for no proxy at all. */
  readonly port: number;
  readonly pid: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const node = join(root, "node_modules/node/bin/node");

/** As many entries as a real profile has, the origin last. */
const listedHosts: readonly string[] = [
  "github.com",
  "*.github.com",
  "*.githubusercontent.com",
  "registry.npmjs.org",
  "registry.yarnpkg.com",
  "pypi.org",
  "files.pythonhosted.org",
  "crates.io",
  "*.crates.io",
  "proxy.golang.org",
  "sum.golang.org",
  "repo1.maven.org",
  "**.maven.apache.org",
  "deb.debian.org",
  "security.debian.org",
  "**.docker.io",
  "auth.docker.io",
  "api.anthropic.com",
  "**.example.com",
];

export const contestants: readonly Contestant[] = [
  {
    name: "Sallyport",
    prepare: ({ folder, port, origin }) => {
      const allowed = [...listedHosts, `localhost:${origin.httpPort}`, `localhost:${origin.tlsPort}`];
      const network_access = { allowed_domains: allowed, blocked_domains: ["**.evil.example"], require_https: false };
      const profile = { version: 1, name: "bench", description: "For measuring", permissions: { network_access } };
      writeFileSync(join(folder, "profile.json"), JSON.stringify(profile));
      const serve = ["egress", "serve", "--listen", `127.0.0.1:${port}`, "--profile", join(folder, "profile.json")];
      return {
        argv: [join(root, "scripts/sallyport"), ...serve],
        env: { HOME: folder, XDG_STATE_HOME: folder, XDG_RUNTIME_DIR: folder },
      };
    },
  },
  {
    name: "minimal Node proxy",
    prepare: ({ port }) => ({ argv: [node, join(root, "scripts/bench-egress/minimal-proxy.ts"), String(port)] }),
  },
  {
    name: "squid",
    prepare: ({ folder, port }) => {
      if (!isInstalled("squid")) return undefined;
      const lines = [
        `http_port 127.0.0.1:${port}`,
        "http_access allow all",
        "cache deny all",
        "access_log none",
        "cache_log /dev/null",
        `pid_filename ${folder}/squid.pid`,
        `coredump_dir ${folder}`,
        "pinger_enable off",
        "shutdown_lifetime 0 seconds",
        "max_filedescriptors 16384",
      ];
      writeFileSync(join(folder, "squid.conf"), `${lines.join("\n")}\n`);
      // Its shared memory goes by this name: another squid may run on this machine.
      return { argv: ["squid", "-N", "-n", `bench${port}`, "-f", join(folder, "squid.conf")] };
    },
  },
  {
    name: "tinyproxy",
    prepare: ({ folder, port }) => {
      if (!isInstalled("tinyproxy")) return undefined;
      const lines = [
        `Port ${port}`,
        "Listen 127.0.0.1",
        "MaxClients 4000",
        "LogLevel Critical",
        `LogFile "${folder}/log"`,
      ];
      writeFileSync(join(folder, "tinyproxy.conf"), `${lines.join("\n")}\n`);
      return { argv: ["tinyproxy", "-d", "-c", join(folder, "tinyproxy.conf")] };
    },
  },
  {
    name: "sandbox-runtime",
    prepare: ({ folder, port, packages }) => {
      const module = join(packages, "node_modules/@anthropic-ai/sandbox-runtime/dist/sandbox/http-proxy.js");
      const text = `import { createHttpProxyServer } from ${JSON.stringify(module)};
        const listed = new Set(${JSON.stringify([...listedHosts, "localhost"])});
        createHttpProxyServer({ filter: (port, host) => listed.has(host) }).listen(${port}, "127.0.0.1");`;
      writeFileSync(join(folder, "proxy.mjs"), text);
      return { argv: [node, join(folder, "proxy.mjs")] };
    },
  },
];

function isInstalled(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** Installs what is compared with; never a dependency of the project. */
export function installPackages(folder: string, names: readonly string[]): void {
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", folder, ...names]);
}

/** Starts a contestant; `undefined` where it is not installed. */
export async function startContestant(
  { name, prepare }: Contestant,
  place: Omit<Place, "port" | "folder"> & { readonly within: string },
): Promise<Running | undefined> {
  const folder = mkdtempSync(join(place.within, "proxy-"));
  const port = await freePort();
  const prepared = prepare({ ...place, folder, port });
  if (prepared === undefined) return undefined;
  const [program, ...argv] = prepared.argv;
  const env = { ...process.env, ...prepared.env };
  const child = spawn(program, argv, { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
  await waitForPort(port);
  return { name, port, pid: child.pid ?? 0, [Symbol.asyncDispose]: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(late);
}
