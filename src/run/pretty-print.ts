import { spawnSync } from "node:child_process";

const quiet = { env: { PATH: "/nonexistent", LC_ALL: "C.UTF-8" }, cwd: "/", timeout: 2000 } as const;

/**
 * How bash itself reads `text`: what `--pretty-print` prints, or undefined when bash calls it an error. Nothing
 * of the text runs. It goes in on standard input, since together with `-c` bash ignores the option and runs it.
 */
export function prettyPrint(text: string, bash: string): string | undefined {
  const printed = spawnSync(bash, ["--norc", "--noprofile", "--pretty-print"], {
    ...quiet,
    input: text,
    maxBuffer: 16 * 1024 * 1024,
    stdio: ["pipe", "pipe", "ignore"],
  });
  return printed.status === 0 ? printed.stdout.toString("utf8") : undefined;
}

/** What `bash --version` says of itself. */
export function bashVersion(bash: string): string {
  return spawnSync(bash, ["--version"], quiet).stdout.toString("utf8").trim();
}
