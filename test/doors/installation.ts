/** Sallyport as somebody would have it installed: built, in a folder that every user can read. */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { linkOrCopy } from "../run/link-or-copy.ts";
import type { User } from "../run/workbench.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Call {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Below the user's folder. */
  readonly cwd?: string;
  /** The name to be called by. */
  readonly as?: "sallyport" | "sallyport-bash";
}

/** One user's home and a git repository to work in. */
export interface Installation extends Disposable {
  readonly project: string;
  readonly home: string;
  readonly call: (argv: readonly string[], call?: Call) => Ended;
  /** The real bash in the same place, for comparison. */
  readonly bash: (argv: readonly string[], call?: Call) => Ended;
  /** The whole command line to start it with, for tests that keep it running. */
  readonly argv: (argv: readonly string[]) => readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

export function install(user: User): Installation {
  const folder = mkdtempSync("/tmp/sallyport-install-");
  chmodSync(folder, 0o755);
  const packageRoot = join(folder, "package");
  for (const part of ["dist", "sandbox-profiles", "package.json", "scripts/sallyport"]) {
    cpSync(join(root, part), join(packageRoot, part), { recursive: true, mode: 0 });
  }
  mkdirSync(join(packageRoot, "node_modules/node/bin"), { recursive: true });
  linkOrCopy(join(root, "node_modules/node/bin/node"), join(packageRoot, "node_modules/node/bin/node"));
  spawnSync("ln", ["-s", "sallyport", join(packageRoot, "scripts/sallyport-bash")]);
  const [home, project] = [join(folder, "home"), join(folder, "home/project")];
  for (const made of [home, project, join(home, ".ssh"), join(project, "src")]) mkdirSync(made);
  writeFileSync(join(home, ".ssh/id_ed25519"), "secret key\n");
  writeFileSync(join(project, "src/a.txt"), "alpha\nbeta\n");
  spawnSync("git", ["-c", "init.defaultBranch=main", "init", "-q", project]);
  spawnSync("chown", ["-R", `${user.uid}:${user.uid}`, home]);
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: home, LANG: "C.UTF-8" };
  const run = (argv: readonly string[], { input = "", env: more = {}, cwd = "home/project" }: Call): Ended => {
    const [program = "", ...args] = [...user.prefix, ...argv];
    const options = {
      input,
      env: { ...env, ...more },
      cwd: join(folder, cwd),
      encoding: "utf8",
      timeout: 100_000,
    } as const;
    const { status, stdout, stderr } = spawnSync(program, args, options);
    return { status, stdout, stderr };
  };
  const program = (name: string): string => join(packageRoot, "scripts", name);
  return {
    project,
    home,
    env,
    call: (argv, call = {}) => run([program(call.as ?? "sallyport"), ...argv], call),
    bash: (argv, call = {}) => run(["bash", ...argv], call),
    argv: (argv) => [...user.prefix, program("sallyport"), ...argv] as unknown as readonly [string, ...string[]],
    [Symbol.dispose]: () => {
      spawnSync("chmod", ["-R", "u+rwX", folder]); // kept changes hold folders that their owner has closed
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes a file as the user's own. */
export function writeAs(user: User, path: string, text: string): void {
  writeFileSync(path, text);
  chownSync(path, user.uid, user.uid);
}

/** Profiles by the names of backends, in the user's home: `workspace`, by that backend. */
export function writeBackends(user: User, { home }: Installation): void {
  for (const backend of ["bubblewrap", "landlock"])
    writeAs(user, join(home, `${backend}.json`), JSON.stringify({ extends: "workspace", sandbox: { backend } }));
}

export function readText(path: string): string {
  return readFileSync(path, "utf8");
}
