import { readFileSync } from "node:fs";
import { isatty } from "node:tty";
import { userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { codedError, ConfigError, errorStatus, printable } from "./base/index.ts";
import { isSubCommand, runCli } from "./doors/cli/index.ts";
import { runHook } from "./doors/hook/index.ts";
import { issueLine } from "./doors/issue-line.ts";
import type { EgressTools } from "./doors/egress-tools.ts";
import { parseOptions } from "./doors/options.ts";
import { argvIsText, runShell } from "./doors/shell/index.ts";
import { type World, writeAll } from "./doors/world.ts";
import { openTerminal } from "./terminal/index.ts";
import { ownHome } from "./own-home.ts";
import { openNetwork, openTls, ownAddresses, readIfThere } from "./open-egress.ts";

/** The rest of the composition root: picks the door, and turns the house's errors into exit statuses. */
export async function start(process: NodeJS.Process): Promise<number> {
  try {
    const world = worldOf(process);
    return await enter(world);
  } catch (error) {
    return reportError(error, process.argv.includes("--json"));
  }
}

function worldOf(process: NodeJS.Process): World {
  const given = new Map(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const invokedAs = basename(given.get("SALLYPORT_ARGV0") ?? "sallyport");
  given.delete("SALLYPORT_ARGV0");
  const ignored = takeIgnored(given, process);
  const { home, env } = ownHome(given);
  const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));
  const about: unknown = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  const version = typeof about === "object" && about !== null && "version" in about ? String(about.version) : "unknown";
  const argv = process.argv.slice(2);
  return {
    argv,
    env,
    cwd: workingFolder(process),
    invokedAs,
    packageRoot,
    version,
    stdin: () => process.stdin,
    stdout: () => process.stdout,
    stdinIsTerminal: () => isatty(0),
    stdoutIsTerminal: () => isatty(1),
    argvIsText: argvIsText(argv),
    ignored,
    user: { uid: process.getuid?.() ?? 0, home },
    openNetwork: openNetwork(process),
    openTls: () => openTls(process, env),
    userName,
    terminal: (use) => openTerminal({ invokedAs, warden: join(packageRoot, "dist/warden") }, use),
    egressTools: () => egressTools(env),
  };
}

const ignorable: ReadonlySet<string> = new Set(["SIGHUP", "SIGINT", "SIGQUIT"] satisfies NodeJS.Signals[]);

function isIgnorable(name: string): name is NodeJS.Signals {
  return ignorable.has(name);
}

/** What the launcher found of the signals that its caller ignores. Node itself has forgotten: they would end this process. */
function takeIgnored(given: Map<string, string>, process: NodeJS.Process): readonly NodeJS.Signals[] {
  const ignored = (given.get("SALLYPORT_IGNORED") ?? "").split(" ").filter(isIgnorable);
  given.delete("SALLYPORT_IGNORED");
  for (const name of ignored) process.on(name, () => undefined);
  return ignored;
}

function workingFolder(process: NodeJS.Process): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new ConfigError("config/usage", "the working folder is gone; go to one that is there", [], { cause: error });
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown"); // this user has no entry
  }
}

async function egressTools(env: ReadonlyMap<string, string>): Promise<EgressTools> {
  const { checkLine, checkUrl, fetchFor, openSessionTls, parseRange, serveEgress } = await import("./egress/index.ts");
  return {
    checkLine,
    parseRange,
    serve: (asked) => serveEgress({ ...asked, ownAddresses }),
    serveTls: () => {
      const tls = openSessionTls({ env, readFile: readIfThere });
      return { ...tls, serve: (asked) => serveEgress({ ...asked, ownAddresses, tls }) };
    },
    checkUrl: ({ loaded }, url) => checkUrl(url, { policy: loaded.policy, ownAddresses }),
    fetchPage: (asked) => fetchFor({ ...asked, ownAddresses }),
  };
}

/** `bash` in the name means that a client believes it started bash: then there are no sub-commands. */
function enter(world: World): Promise<number> {
  if (/bash/u.test(world.invokedAs)) return runShell(world, world.argv);
  const parsed = parseOptions(world.argv, new Map());
  const word = parsed.ok ? parsed.rest[0] : undefined;
  if (world.argv.length === 0 && world.stdinIsTerminal()) return runCli(world, ["help"]);
  if (word === "--help" || word === "-h") return runCli(world, ["help"]);
  if (!parsed.ok || word === undefined) return runShell(world, world.argv);
  const options = world.argv.slice(0, world.argv.length - parsed.rest.length);
  const words = [...options, ...parsed.rest.slice(1)];
  const door = clientDoors.get(word);
  if (door !== undefined) return door(world, words);
  return isSubCommand(word) ? runCli(world, [word, ...words]) : runShell(world, world.argv);
}

/** Doors that clients start by a word, with the options behind it. */
const clientDoors: ReadonlyMap<string, (world: World, argv: readonly string[]) => Promise<number>> = new Map([
  ["hook", runHook],
  ["mcp", enterMcp],
  ["shell", (world, options) => runShell(world, [...options, "-i"])],
]);

/** Loaded when it is asked for: no other door needs the kit. */
async function enterMcp(world: World, argv: readonly string[]): Promise<number> {
  const { runMcp } = await import("./doors/mcp/index.ts");
  return runMcp(world, argv);
}

function reportError(error: unknown, json: boolean): number {
  const known = codedError(error);
  const issues = known instanceof ConfigError ? known.issues : [];
  if (json)
    writeAll(1, `${JSON.stringify({ error: { code: known.code, message: known.message, ...known.details } })}\n`);
  writeAll(2, `sallyport: ${printable(known.message, 1000)}\n${issues.map(issueLine).join("")}`);
  return errorStatus[known.code].exit;
}
