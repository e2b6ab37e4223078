import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { decodeText } from "../../engine/index.ts";
import type { World } from "../world.ts";
import type { BashInvocation } from "./bash-invocation.ts";

/** The text to judge, or why there is none. */
export type TextRead =
  | { readonly kind: "text"; readonly text: string }
  /** Invalid UTF-8: what would be judged is not what bash would read. */
  | { readonly kind: "not-text" }
  /** Somebody types at a terminal: the lines are not there yet. */
  | { readonly kind: "interactive" }
  | { readonly kind: "missing"; readonly message: string };

/** One byte more than is ever judged is enough to see that a text is too long. */
const mostBytes = 1024 * 1024 + 1;

/** Reads the command text from where the invocation says, whole, before anything of it runs. */
export function readCommandText({ source }: BashInvocation, world: World): TextRead {
  switch (source.kind) {
    case "string":
      return world.argvIsText ? { kind: "text", text: source.text } : { kind: "not-text" };
    case "stdin":
      if (world.stdinIsTerminal()) return { kind: "interactive" };
      return decode(readBounded(0));
    case "file":
      return readScriptFile(source.path, world);
    default:
      return { kind: "text", text: "" };
  }
}

/** A script file: in the working folder, else along `PATH`, as bash looks for it. */
function readScriptFile(path: string, world: World): TextRead {
  const folders = path.includes("/")
    ? []
    : (world.env.get("PATH") ?? "").split(":").filter((folder) => isAbsolute(folder));
  const places = [isAbsolute(path) ? path : join(world.cwd, path), ...folders.map((folder) => join(folder, path))];
  let problem = "No such file or directory";
  for (const place of places) {
    try {
      const fd = openSync(place, "r");
      try {
        return decode(readBounded(fd));
      } finally {
        closeSync(fd);
      }
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      if (error.code === "EISDIR") problem = "Is a directory";
      else if (error.code === "EACCES") problem = "Permission denied";
      else if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
    }
  }
  return { kind: "missing", message: problem };
}

function readBounded(fd: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; total < mostBytes;) {
    const chunk = Buffer.alloc(65_536);
    const length = readOnce(fd, chunk);
    if (length === 0) break;
    chunks.push(chunk.subarray(0, length));
    total += length;
  }
  return Buffer.concat(chunks);
}

/** A read that waits, also on a descriptor that somebody else made non-blocking. */
function readOnce(fd: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(fd, chunk);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      if (error.code === "EOF") return 0;
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function decode(bytes: Buffer): TextRead {
  const text = decodeText(bytes);
  return text === undefined ? { kind: "not-text" } : { kind: "text", text };
}

/**
 * Whether this process's arguments are valid UTF-8. Node has replaced what is not by U+FFFD, so only an argument that
 * holds one needs a look at the bytes themselves.
 */
export function argvIsText(argv: readonly string[]): boolean {
  if (!argv.some((word) => word.includes("\uFFFD"))) return true;
  return decode(readFileSync("/proc/self/cmdline")).kind === "text";
}
