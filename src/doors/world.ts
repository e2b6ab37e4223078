import { writeSync } from "node:fs";
import type { Writable } from "node:stream";
import type { EgressTools } from "./egress-tools.ts";
import type { OpenNetwork, OpenTls } from "../engine/index.ts";
import type { Terminal, TerminalUse } from "../terminal/index.ts";

/** Everything a door may know of the process it lives in; `main.ts` fills it in. */
export interface World {
  /** Arguments after the program's own name. */
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** The name we were called by, without its folder: `sallyport`, `sallyport-bash`, `bash`. */
  readonly invokedAs: string;
  /** The folder of the installed package. */
  readonly packageRoot: string;
  readonly version: string;
  /** Standard input as a stream; opened on first use, since a command that runs reads it itself. */
  readonly stdin: () => NodeJS.ReadableStream;
  /** Standard output as a stream: where whoever reads it may be slow, and nobody else is to wait. */
  readonly stdout: () => Writable;
  readonly stdinIsTerminal: () => boolean;
  readonly stdoutIsTerminal: () => boolean;
  /** False when an argument is not valid UTF-8, so that `argv` is not what the caller wrote. */
  readonly argvIsText: boolean;
  readonly user: { readonly uid: number; readonly home: string };
  /** Signals that whoever started us had us ignore: a command ignores them, too. */
  readonly ignored: readonly NodeJS.Signals[];
  readonly openNetwork?: OpenNetwork;
  readonly openTls?: OpenTls;
  /** Whoever this process works for, as people know them. */
  readonly userName: () => string;
  /** The terminal that somebody sits at who can be asked, if there is one. */
  readonly terminal?: (use: TerminalUse) => Terminal | undefined;
  /** The network's filter by itself; loaded when it is asked for. */
  readonly egressTools: () => Promise<EgressTools>;
}

/** Writes all of `text` to a descriptor. A reader that has gone has seen enough. */
export function writeAll(fd: 1 | 2, text: string): void {
  writeWhole(fd, text);
}

/** The same, also when it is a full pipe that does not block. False when its reader has gone. */
export function writeWhole(fd: 1 | 2, text: string): boolean {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EPIPE") return false;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}
