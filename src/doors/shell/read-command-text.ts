import { closeSync, fstatSync, openSync, readFileSync, readSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { decodeText } from "../../engine/index.ts";
import type { World } from "../world.ts";
import type { BashInvocation } from "./bash-invocation.ts";

/** The text to judge, or why there is none. */
export type TextRead =
  | {
      readonly kind: "text";
      readonly text: string;
      /** The ordinary file that it was read from. */
      readonly file?: ScriptFile;
    }
  /** Invalid UTF-8: what would be judged is not what bash would read. */
  | { readonly kind: "not-text" }
  /** Somebody types at a terminal: the lines are not there yet. */
  | { readonly kind: "interactive" }
  | { readonly kind: "missing"; readonly message: string };

export interface ScriptFile {
  /** As bash shall open it. */
  readonly name: string;
  /** The same from `/`, as somebody in another folder would. */
  readonly path: string;
}

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
  // Not joined in the way of texts: `link/../script` is where the kernel finds it.
  const places = [isAbsolute(path) ? path : `${world.cwd}/${path}`, ...folders.map((folder) => `${folder}/${path}`)];
  let problem = "No such file or directory";
  for (const [index, place] of places.entries()) {
    try {
      const fd = openSync(place, "r");
      try {
        const read = decode(readBounded(fd));
        const file = fstatSync(fd).isFile() ? scriptFile(index === 0 ? path : place, place, world.cwd) : undefined;
        return read.kind === "text" && file !== undefined ? { ...read, file } : read;
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

/** Files of the kernel's own can't be replaced by what was read, which the command then gets as a text. */
function scriptFile(name: string, place: string, cwd: string): ScriptFile | undefined {
  if (/^\/(?:proc|dev|sys)\//u.test(realpathSync(place))) return undefined;
  const path = join(realpathSync(dirname(place)), basename(place));
  // A name that goes up through a link leads elsewhere than its text alone says.
  const isPlain = !name.split("/").includes("..") || join(isAbsolute(name) ? "/" : cwd, name) === path;
  return { name: isPlain ? name : path, path };
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
