import { spawnSync } from "node:child_process";

const quiet = { env: { PATH: "/nonexistent", LC_ALL: "C.UTF-8" }, cwd: "/", timeout: 2000 } as const;

/**
 * How bash itself reads `text`: what `--pretty-print` prints, or undefined when bash calls it an error. Nothing
 * of the text runs, not even `shopt`, so that what it would set is said in `options` (`-O extglob`). It goes in on standard
 * input, since together with `-c` bash ignores the option and runs it.
 */
export function prettyPrint(text: string, bash: string, options: readonly string[] = []): string | undefined {
  const printed = spawnSync(bash, ["--norc", "--noprofile", "--pretty-print", ...options], {
    ...quiet,
    input: text,
    maxBuffer: 16 * 1024 * 1024,
    stdio: ["pipe", "pipe", "ignore"],
  });
  return printed.status === 0 ? printed.stdout.toString("utf8") : undefined;
}

/** Whether bash would ask for more lines: something is open at the end of the text, or it ends in the middle of a line. */
export function isUnfinished(text: string, bash: string, options: readonly string[] = []): boolean {
  if (/(?<!\\)(?:\\\\)*\\$/u.test(text)) return true;
  const env = { ...quiet.env, LC_ALL: "C" };
  const read = spawnSync(bash, ["--norc", "--noprofile", "-n", ...options], {
    ...quiet,
    env,
    input: `${text}\n`,
    encoding: "utf8",
  });
  return /unexpected end of file|unexpected EOF while looking for|here-document at line \d+ delimited by end-of-file/u.test(
    read.stderr,
  );
}

/** What `bash --version` says of itself. */
export function bashVersion(bash: string): string {
  return spawnSync(bash, ["--version"], quiet).stdout.toString("utf8").trim();
}
