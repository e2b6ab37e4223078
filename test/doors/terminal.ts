/** A terminal with somebody at it: tmux types keys and reads the screen. */
import { spawnSync } from "node:child_process";
import { expect } from "vitest";

export interface Terminal extends Disposable {
  /** Types words as tmux's `send-keys` knows them: texts, and keys such as `Enter` and `C-c`. */
  readonly type: (...keys: readonly string[]) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Waits until the screen, without its empty lines, matches. */
  readonly shows: (wanted: RegExp) => Promise<void>;
}

let made = 0;

/** Starts a command line at a terminal of its own. What it needs to know comes in its environment, word by word. */
export function openTerminal(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Terminal {
  made += 1;
  const socket = `sallyport-test-${process.pid}-${made}`;
  const tmux = (...words: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync("tmux", ["-f", "/dev/null", "-L", socket, ...words], {
      encoding: "utf8",
      // What tmux starts commands with; an account's own shell may be one that refuses.
      env: { ...process.env, SHELL: "/bin/sh" },
    });
    if (status !== 0) throw new Error(`tmux: ${stderr}`);
    return stdout;
  };
  const quoted = [
    "env",
    "-i",
    "TERM=screen",
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ...argv,
  ]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(" ");
  // What ends stays to be read.
  tmux("new-session", "-d", "-x", "100", "-y", "40", "-c", cwd, `${quoted}; echo "ended with $?"; cat`);
  const screen = (): string =>
    tmux("capture-pane", "-p")
      .split("\n")
      .map((line) => line.trimEnd())
      .filter((line) => line !== "")
      .join("\n");
  return {
    type: (...keys) => void tmux("send-keys", ...keys),
    resize: (columns, rows) => void tmux("resize-window", "-x", String(columns), "-y", String(rows)),
    shows: (wanted) => expect.poll(screen, { timeout: 120_000, interval: 50 }).toMatch(wanted),
    [Symbol.dispose]: () => void tmux("kill-server"),
  };
}
