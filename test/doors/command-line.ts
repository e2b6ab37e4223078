/** The built command line: for everything that starts no sandbox. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user with an empty home and a project that is a repository. */
export interface Desk extends Disposable {
  readonly home: string;
  readonly project: string;
  readonly call: (argv: readonly string[], input?: string) => Answer;
  readonly start: (argv: readonly string[], env?: Readonly<Record<string, string>>) => ChildProcess;
}

export function createDesk(): Desk {
  const home = mkdtempSync(join(tmpdir(), "sallyport-desk-"));
  const project = join(home, "project");
  mkdirSync(join(project, ".git"), { recursive: true });
  const options = { cwd: project, env: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: home } };
  return {
    home,
    project,
    call: (argv, input = "") => {
      const ended = spawnSync(process.execPath, [main, ...argv], { ...options, input, encoding: "utf8" });
      return { status: ended.status, stdout: ended.stdout, stderr: ended.stderr };
    },
    start: (argv, env = {}) =>
      spawn(process.execPath, [main, ...argv], {
        ...options,
        env: { ...options.env, ...env },
        stdio: ["pipe", "pipe", "pipe"],
      }),
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}
