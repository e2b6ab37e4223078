import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ConfigError, printable } from "../base/index.ts";

/** The text of a file, byte for byte; nothing where there is none. Throws a `ConfigError` for what is no text. */
export function readConfig(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile()) throw unfit(path, "is not a file");
  const text = decoded(readFileSync(path));
  if (text === undefined) throw unfit(path, "is not valid UTF-8");
  return text;
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // not UTF-8
  }
}

export function unfit(path: string, why: string): ConfigError {
  return new ConfigError("config/unreadable", `\`${printable(path)}\` ${why}; nothing was changed`);
}

/** What it was before anything of ours was in it. */
export function backupOf(path: string): string {
  return `${path}.before-sallyport`;
}

/** Something that is ready to take the place of a file. Disposed of before, it leaves nothing behind. */
export interface Draft extends Disposable {
  readonly commit: () => void;
}

/**
 * Writes the text beside the file: whoever reads that sees the old text or the new one. A link stays one, the file keeps its owner and
 * mode; a new one has those of `like`, if that is there.
 */
export function draftConfig(path: string, text: string, like = path): Draft {
  const real = realOf(path);
  return draftBeside(real, (draft) => {
    const fd = openSync(draft, "wx");
    try {
      const known = statSync(path, { throwIfNoEntry: false }) ?? statSync(like, { throwIfNoEntry: false });
      if (known !== undefined) {
        const own = fstatSync(fd);
        if (own.uid !== known.uid || own.gid !== known.gid) fchownSync(fd, known.uid, known.gid);
        fchmodSync(fd, known.mode & 0o777);
      }
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  });
}

/** A link, in whose place no program ever finds none. */
export function draftLink(path: string, to: string): Draft {
  return draftBeside(path, (draft) => symlinkSync(to, draft));
}

function draftBeside(path: string, write: (draft: string) => void): Draft {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}.new`;
  const dispose = (): void => rmSync(draft, { force: true });
  try {
    write(draft);
  } catch (error) {
    dispose();
    throw error;
  }
  let isThere = true;
  return {
    commit: () => {
      renameSync(draft, path);
      isThere = false;
    },
    [Symbol.dispose]: () => {
      if (isThere) dispose();
    },
  };
}

/** Removes what a process that was killed has left beside a file. Whoever writes holds the lock. */
export function sweepDrafts(path: string): void {
  const folder = dirname(path);
  const start = `${basename(path)}.`;
  const isDraft = (name: string): boolean =>
    name.startsWith(start) && /^[0-9a-f]{12}\.new$/u.test(name.slice(start.length));
  if (existsSync(folder))
    for (const name of readdirSync(folder)) if (isDraft(name)) rmSync(join(folder, name), { force: true });
}

/** Where a path leads, also where nothing is there yet. */
export function realOf(path: string, links = 40): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT") || links === 0) throw error;
  }
  const to = leadsTo(path);
  if (to !== undefined) return realOf(resolve(dirname(path), to), links - 1);
  return join(realOf(dirname(path), links), basename(path));
}

function leadsTo(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // not there, or no link
  }
}
