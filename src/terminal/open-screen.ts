import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";
import { ReadStream, WriteStream } from "node:tty";
import { keepTerminal } from "./keep-terminal.ts";

/** Where questions are shown, and keys come from. */
export interface Screen extends Disposable {
  readonly write: (text: string) => void;
  readonly rows: () => number;
  /** Throws away what was typed. */
  readonly forget: () => void;
  readonly readSingly: (wanted: boolean) => void;
  readonly isSingle: () => boolean;
  readonly hear: (hear: (chunk: string) => void, end: () => void) => void;
}

/** `warden`: the native helper. */
export async function openScreen(warden: string): Promise<Screen> {
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
    // Whatever becomes of line ends there.
    write: (text) => writeAll(fd, text.replaceAll("\n", "\r\n")),
    rows: () => {
      const window = new WriteStream(openSync("/dev/tty", "w"));
      const [, rows] = window.getWindowSize();
      window.destroy();
      return rows;
    },
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
