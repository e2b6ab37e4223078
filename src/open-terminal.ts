import { closeSync, openSync, writeSync } from "node:fs";
import { isatty, ReadStream } from "node:tty";
import type { Terminal } from "./doors/world.ts";

/**
 * The terminal of whoever called, if somebody sees it. Not where Sallyport stands in for bash: there an agent's client may have made the terminal, and
 * the agent types.
 */
export function openTerminal(invokedAs: string): Terminal | undefined {
  if (/bash/u.test(invokedAs) || !isatty(2)) return undefined;
  let fd: number;
  try {
    fd = openSync("/dev/tty", "r+");
  } catch {
    return undefined; // nobody's terminal is ours
  }
  return {
    write: (text) => void writeSync(fd, text),
    readLine,
    [Symbol.dispose]: () => closeSync(fd),
  };
}

async function readLine(signal: AbortSignal): Promise<string | undefined> {
  // A stream of its own closes what it reads from.
  const stream = new ReadStream(openSync("/dev/tty", "r"));
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const stop = (): void => resolve(undefined);
  signal.addEventListener("abort", stop, { once: true });
  let text = "";
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
    const end = text.indexOf("\n");
    if (end >= 0) resolve(text.slice(0, end));
  });
  stream.on("end", stop).on("error", stop);
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", stop);
    stream.destroy();
  }
}
