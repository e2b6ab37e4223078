import { spawn } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { type AbsolutePath, EnforcementError } from "../base/index.ts";

/** A pipe between a command and us. Node makes sockets for it, which a command can't open as `/dev/stdout` and don't end it by `SIGPIPE`. */
export interface Pipe {
  readonly source: Socket;
  /** The end for the command; to be closed here once it has it. */
  readonly sink: number;
}

/** As many pipes as asked for. Another process makes them and holds them until they are opened here: they have no name else. */
export async function openPipes(count: number, warden: AbsolutePath): Promise<readonly Pipe[]> {
  if (count === 0) return [];
  const holder = spawn(warden, ["--hold-pipes", String(count)], { env: {}, stdio: ["pipe", "pipe", "ignore"] });
  const failure = new Promise<never>((_, reject) => {
    holder.once("error", (cause) => reject(notMade({ cause })));
  });
  try {
    const told = await Promise.race([readAll(holder.stdout), failure]);
    const ends = [...told.matchAll(/^(\d+) (\d+)$/gmu)];
    if (ends.length !== count) throw notMade();
    const folder = `/proc/${holder.pid}/fd`;
    return ends.map(([, from, to]) => {
      const source = openSync(`${folder}/${from}`, constants.O_RDONLY | constants.O_NONBLOCK);
      return {
        sink: openSync(`${folder}/${to}`, constants.O_WRONLY),
        source: new Socket({ fd: source, readable: true, writable: false }),
      };
    });
  } finally {
    holder.stdin.end();
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function notMade(options: ErrorOptions = {}): EnforcementError {
  const message = "no pipe could be made for the command's output; build the native helper with `npm run build`";
  return new EnforcementError("enforcement/start-failed", message, {}, options);
}

/** Closes our copies of the command's ends, so that its end is the output's end. */
export function closeSinks(pipes: readonly Pipe[]): void {
  for (const { sink } of pipes) closeSync(sink);
}
