/** Where sandbox tests work: the driver, a warden and a folder that every user can reach. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { gatherHostFacts } from "../../src/run/index.ts";
import type { ProfileParts } from "../confine/profile-of.ts";
import { atTerminal, type Typed } from "./at-terminal.ts";
import type { Order } from "./launch-of.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Who runs the tests' commands: root's sandbox and an ordinary user's are built differently by the kernel. */
export interface User {
  readonly name: string;
  readonly uid: number;
  /** What to put in front of a command to become this user. */
  readonly prefix: readonly string[];
}

function ordinaryAs(uid: number): User {
  return {
    name: "an ordinary user",
    uid,
    prefix: ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"],
  };
}

/** The users to test as: all there are for root, else just the one that runs the tests. */
export const users: readonly User[] =
  process.getuid?.() === 0
    ? [{ name: "root", uid: 0, prefix: [] }, ordinaryAs(65534)]
    : [{ name: "this user", uid: process.getuid?.() ?? 0, prefix: [] }];

/** For what starts thousands of processes: where limits count a user's processes, other tests' would find no room beside them. */
export const crowds: readonly User[] = users.map((user) =>
  user.name === "an ordinary user" ? ordinaryAs(65533) : user,
);

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunCase extends Partial<Omit<Order, "argv" | "profile">> {
  readonly profile?: ProfileParts;
  readonly argv?: readonly string[];
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Open files that the caller leaves open, from descriptor 3 on. */
  readonly inherited?: readonly number[];
  /** Words in front of the whole, once it is the user's: a program that changes its surroundings and goes on with it. */
  readonly through?: readonly string[];
}

/** One user's folder with a project, a home and the programs to run. */
export interface Workbench extends Disposable {
  readonly user: User;
  readonly folder: string;
  readonly project: string;
  readonly home: string;
  /** A program in the project that tries one forbidden thing and prints `ok` or the name of the errno. */
  readonly probe: string;
  /** Runs a bash script inside, the project writable unless the case says otherwise. */
  readonly run: (script: string, wanted?: RunCase) => Ended;
  /** The same where the kernel forbids user namespaces. */
  readonly runWithoutNamespaces: (script: string, wanted?: RunCase) => Ended;
  /** The same on a terminal of its own, as its foreground job; `typed` is what its user types. */
  readonly runOnTerminal: (script: string, wanted?: RunCase, typed?: Typed) => Ended;
  /** The same without a sandbox, as the same user: a probe that can't succeed here proves nothing. */
  readonly control: (script: string, wanted?: Pick<RunCase, "input" | "cwd">) => Ended;
  readonly start: (script: string, wanted?: RunCase & { readonly detached?: boolean }) => ChildProcess;
}

/** Why no sandbox can be started here; REQUIRE_SANDBOX=1 turns that into a failure. */
export function sandboxMissing(): string | undefined {
  const missing = existsSync(join(root, "dist/warden")) ? probeBwrap() : "dist/warden is not built";
  if (missing !== undefined && process.env["REQUIRE_SANDBOX"] === "1")
    throw new Error(`a sandbox is required: ${missing}`);
  return missing;
}

function probeBwrap(): string | undefined {
  const { bwrap } = gatherHostFacts();
  if (bwrap === undefined) return "bubblewrap is not installed";
  const { status } = spawnSync(bwrap.path, ["--unshare-all", "--unshare-user", "--ro-bind", "/", "/", "true"]);
  return status === 0 ? undefined : "bubblewrap can't make a sandbox on this host";
}

export function createWorkbench(user: User): Workbench {
  const folder = mkdtempSync("/tmp/sallyport-bench-");
  chmodSync(folder, 0o755);
  const [project, home, own] = ["project", "home", "own"].map((name) => join(folder, name));
  if (project === undefined || home === undefined || own === undefined) throw new Error("no folders");
  for (const made of [project, home, own]) {
    mkdirSync(made);
    chownSync(made, user.uid, user.uid);
  }
  const tools = installTools(folder);
  const orderOf = (
    script: string,
    { profile, argv, cwd, input: _input, env: _env, inherited: _inherited, through: _through, ...rest }: RunCase,
  ): Order => ({
    profile: { allowed: [project], ...profile },
    argv: argv ?? ["bash", "-c", script],
    cwd: cwd ?? project,
    home,
    own,
    warden: tools.warden,
    ...rest,
  });
  const argvOf = (script: string, wanted: RunCase): readonly string[] => [
    ...user.prefix,
    ...(wanted.through ?? []),
    tools.node,
    tools.driver,
    JSON.stringify(orderOf(script, wanted)),
  ];
  const env = (wanted: RunCase): Record<string, string> => ({
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: home,
    ...wanted.env,
  });
  return {
    user,
    folder,
    project,
    home,
    probe: tools.probe,
    run: (script, wanted = {}) =>
      finish(argvOf(script, wanted), { ...wanted, env: env(wanted), cwd: project, input: wanted.input }),
    control: (script, wanted = {}) =>
      finish([...user.prefix, "bash", "-c", script], { env: env({}), cwd: wanted.cwd ?? project, input: wanted.input }),
    runWithoutNamespaces: (script, wanted = {}) => {
      // The limit written is that of the namespace that `unshare` has just made, not the host's.
      const forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"';
      const argv = [...user.prefix, "unshare", "--user", "--map-root-user", "bash", "-c", forbid, "bash"];
      const inner = argvOf(script, wanted).slice(user.prefix.length);
      return finish([...argv, ...inner], { env: env(wanted), cwd: project, input: "" });
    },
    runOnTerminal: (script, wanted = {}, typed) =>
      finish(atTerminal(argvOf(script, wanted), typed), { env: env(wanted), cwd: project, input: "" }),
    start: (script, wanted = {}) => {
      const [program = "", ...rest] = argvOf(script, wanted);
      return spawn(program, rest, { env: env(wanted), cwd: project, detached: wanted.detached ?? false });
    },
    [Symbol.dispose]: () => {
      // Only root can remove what is in a folder that a command has closed.
      spawnSync("chmod", ["-R", "u+rwX", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Tools {
  readonly node: string;
  readonly driver: string;
  readonly warden: string;
  readonly probe: string;
}

function installTools(folder: string): Tools {
  const { node, driver, probe } = inject("tools");
  const own = { warden: join(folder, "warden"), probe: join(folder, "project", "probe") };
  copyFileSync(join(root, "dist/warden"), own.warden);
  chmodSync(own.warden, 0o755);
  copyFileSync(probe, own.probe);
  return { node, driver, ...own };
}

interface FinishOptions {
  readonly env: Record<string, string>;
  readonly cwd: string;
  readonly input: string | Buffer | undefined;
  readonly inherited?: readonly number[];
}

function finish(argv: readonly string[], { env, cwd, input, inherited = [] }: FinishOptions): Ended {
  const [program = "", ...rest] = argv;
  const { status, signal, stdout, stderr } = spawnSync(program, rest, {
    env,
    cwd,
    input: input ?? "",
    stdio: ["pipe", "pipe", "pipe", ...inherited],
    maxBuffer: 64 << 20,
    timeout: 100_000,
    encoding: "latin1",
  });
  return { status, signal, stdout, stderr };
}
