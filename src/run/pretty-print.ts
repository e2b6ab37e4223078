import { spawnSync } from "node:child_process";

/**
 * How bash itself reads `text`: what `--pretty-print` prints, or undefined when bash calls it an error. Nothing
 * of the text runs. It goes in on standard input, since together with `-c` bash ignores the option and runs it.
 */
export function prettyPrint(text: string, bash: string): string | undefined {
  const printed = spawnSync(bash, ["--norc", "--noprofile", "--pretty-print"], {
    input: text,
    env: { PATH: "/nonexistent", LC_ALL: "C.UTF-8" },
    cwd: "/",
    timeout: 2000,
    maxBuffer: 16 * 1024 * 1024,
    stdio: ["pipe", "pipe", "ignore"],
  });
  return printed.status === 0 ? printed.stdout.toString("utf8") : undefined;
}
