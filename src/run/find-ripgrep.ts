import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/** Runs ripgrep over files that are open here; what it printed, or nothing when it could not do all of it in the time. */
type Run = (words: readonly string[], fds: readonly number[], mostMs: number) => Buffer | undefined;

/** Where only the administrator puts programs: it runs outside of the sandbox. */
const folders = ["/usr/bin", "/usr/local/bin", "/bin"];
const mostOutput = 64 * 1024 * 1024;

/** Ripgrep, where the system has one. It finds the files as descriptors from 3 on, and its settings nowhere. */
export function findRipgrep(): Run | undefined {
  const program = folders.map((folder) => `${folder}/rg`).find(isOfSystem);
  if (program === undefined) return undefined;
  return (words, fds, mostMs) => {
    const { status, stdout } = spawnSync(program, words, {
      stdio: ["ignore", "pipe", "ignore", ...fds],
      env: {},
      cwd: "/",
      timeout: Math.max(1, Math.ceil(mostMs)),
      killSignal: "SIGKILL",
      maxBuffer: mostOutput,
    });
    // 1: there is nothing of the kind.
    return status === 0 || status === 1 ? stdout : undefined;
  };
}

function isOfSystem(path: string): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.uid === 0 && (stats.mode & 0o022) === 0;
  } catch {
    return false; // a folder that this user can't enter
  }
}
