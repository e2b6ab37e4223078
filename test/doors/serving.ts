/** The network's filter by itself, as the built command line starts it. */
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Desk } from "./command-line.ts";

export interface Running extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Waits for what the pattern matches on standard error, and gives its group. What was waited for once is not seen again. */
  readonly line: (pattern: RegExp) => Promise<string>;
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

export function watchRunning(child: ChildProcess): Running {
  let text = "";
  const idle = (): void => undefined;
  let look = idle;
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    look();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const line = (pattern: RegExp): Promise<string> => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    look = (): void => {
      const found = pattern.exec(text);
      if (found === null) return;
      look = idle;
      text = text.slice(found.index + found[0].length);
      resolve(found[1] ?? found[0]);
    };
    look();
    void ended.then(() => reject(new Error(text)));
    return promise;
  };
  const stop = (signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { child, ended, line, stop, [Symbol.asyncDispose]: async () => void (await stop("SIGKILL")) };
}

export function serve(desk: Desk, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  return watchRunning(desk.start(["egress", "serve", ...argv], env));
}

export function writeProfile(desk: Desk, name: string, access: readonly string[] | object): string {
  const file = join(desk.project, name);
  const network_access = Array.isArray(access) ? { allowed_domains: access } : access;
  writeFileSync(file, JSON.stringify({ name, permissions: { network_access } }));
  return file;
}

/** The body and the status that curl gets. */
export async function curl(...words: readonly string[]): Promise<string> {
  const child = spawn("curl", ["-s", "-m", "10", "-w", " %{http_code}", ...words]);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return text;
}
