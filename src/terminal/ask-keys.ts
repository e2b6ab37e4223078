import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";
import { ReadStream } from "node:tty";
import { createKeys, type Heard } from "./hear-keys.ts";
import { keepTerminal } from "./keep-terminal.ts";

/** Lines that are not understood before it counts as no answer. */
const mostLines = 3;

const bell = "\u0007";
const stopKey = "\u001a";

/**
 * Shows a question at the terminal, and waits for the key that answers it; where keys can't be had one by one, for a line. What was typed before the
 * question was there is thrown away, as is what comes with the answer. However this process ends, the terminal is as it was. `warden`: the native
 * helper.
 */
export async function askKeys<T>(
  text: string,
  understand: (typed: string) => T | undefined,
  { signal, warden }: { readonly signal: AbortSignal; readonly warden: string },
): Promise<T | undefined> {
  using screen = await openScreen(warden);
  const { promise, resolve } = Promise.withResolvers<T | undefined>();
  const lines = createLines(understand, (last) => (last ? resolve(undefined) : screen.write(lastLine(text))));
  const show = (): void => {
    screen.readSingly(true);
    screen.write(text);
    screen.forget();
  };
  const hear = (chunk: string): void => {
    const answer = screen.isSingle() ? hearKeys(chunk) : lines(chunk);
    if (answer !== undefined) resolve(answer);
  };
  const hearKeys = atScreen(createKeys(understand), screen, lastLine(text));
  using _stops = whenStopped(() => screen.readSingly(false), show);
  const end = (): void => resolve(undefined);
  signal.addEventListener("abort", end, { once: true });
  show();
  screen.hear(hear, end);
  if (signal.aborted) end();
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", end);
    screen.forget();
  }
}

/** Shows what was understood, and rings for what was not; `prompt` is shown again after a line of that. */
function atScreen<T>(
  keys: (chunk: string) => Heard<T>,
  screen: Screen,
  prompt: string,
): (chunk: string) => T | undefined {
  return (chunk) => {
    if (chunk.includes(stopKey)) return (process.kill(0, "SIGTSTP"), undefined);
    const heard = keys(chunk);
    if (typeof heard === "string") {
      screen.write(heard === "again" ? `${bell}\n${prompt}` : bell);
      return undefined;
    }
    screen.write(`${heard.typed.replaceAll(/[^!-~]/gu, "")}\n`);
    return heard.answer;
  };
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf("\n") + 1);

/** Puts chunks together to lines. */
function createLines<T>(
  understand: (line: string) => T | undefined,
  again: (last: boolean) => void,
): (chunk: string) => T | undefined {
  let held = "";
  let tries = 0;
  return (chunk) => {
    const [line = "", ...more] = (held + chunk).split("\n");
    held = more.length === 0 ? line : more.join("\n");
    if (more.length === 0) return undefined;
    const answer = understand(line.trim().toLowerCase());
    if (answer === undefined) again((tries += 1) >= mostLines);
    return answer;
  };
}

/** A stop gives the terminal back for as long as it lasts. */
function whenStopped(pause: () => void, resume: () => void): Disposable {
  const stop = (): void => {
    pause();
    // While a command runs somebody else obeys it, too.
    if (process.listenerCount("SIGTSTP") === 1) process.kill(process.pid, "SIGSTOP");
  };
  process.prependListener("SIGTSTP", stop).on("SIGCONT", resume);
  return { [Symbol.dispose]: () => void process.off("SIGTSTP", stop).off("SIGCONT", resume) };
}

interface Screen extends Disposable {
  readonly write: (text: string) => void;
  /** Throws away what was typed. */
  readonly forget: () => void;
  readonly readSingly: (wanted: boolean) => void;
  readonly isSingle: () => boolean;
  readonly hear: (hear: (chunk: string) => void, end: () => void) => void;
}

async function openScreen(warden: string): Promise<Screen> {
  // The stream closes what it reads from. Node itself puts the terminal back when it exits or crashes.
  const stream = new ReadStream(openSync("/dev/tty", "r"));
  const fd = openSync("/dev/tty", constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  const keeper = await keepTerminal(warden, fd);
  const readSingly = (wanted: boolean): void => {
    if (wanted) keeper.tell("raw");
    try {
      stream.setRawMode(wanted);
    } catch {
      // no terminal that does this: lines are read
    }
    if (!wanted) keeper.tell("back");
  };
  return {
    write: (text) => writeAll(fd, text),
    forget: () => drain(fd),
    readSingly,
    isSingle: () => stream.isRaw,
    hear: (hear, end) => void stream.setEncoding("utf8").on("data", hear).on("end", end).on("error", end),
    [Symbol.dispose]: () => {
      readSingly(false);
      keeper[Symbol.dispose]();
      stream.destroy();
      closeSync(fd);
    },
  };
}

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;)
    done +=
      unlessBusy(() => writeSync(fd, bytes, done)) ??
      (Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5), 0);
}

/** More than anybody types; a terminal that never ends is none. */
const mostTyped = 1024;

function drain(fd: number): void {
  const chunk = Buffer.alloc(4096);
  for (let reads = 0; reads < mostTyped; reads += 1) if ((unlessBusy(() => readSync(fd, chunk)) ?? 0) === 0) return;
}

function unlessBusy(act: () => number): number | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") return undefined;
    throw error;
  }
}
