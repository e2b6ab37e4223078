import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { auditFailure, isErrno } from "./audit-failure.ts";
import { type ChainPoint, chainStart } from "./record-line.ts";

/** Where the log stood when the last record was acknowledged. Kept apart from the log, so that a cut log shows. */
export interface Head extends ChainPoint {
  /** Number of the file that is written to. */
  readonly file: number;
  /** Its length after that record. */
  readonly size: number;
}

export const firstHead: Head = { ...chainStart, file: 1, size: 0 };

const headBytes = 256;
const logName = /^audit-(\d{6,15})\.jsonl$/u;
const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDONLY, O_RDWR } = constants;

export function logPath(folder: string, file: number): string {
  return join(folder, `audit-${String(file).padStart(6, "0")}.jsonl`);
}

export function lockPath(folder: string): string {
  return join(folder, "lock");
}

/** Makes the folder if need be. Refuses one that others could write, or that stands somewhere else. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw auditFailure(folder, "the folder cannot be made", error);
  }
  const stats = lstatSync(folder);
  if (stats.isSymbolicLink() || !stats.isDirectory()) throw auditFailure(folder, "it must be a folder, not a link");
  requireOwn(folder, stats);
  if ((stats.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** Opens one of the folder's files for appending or in-place writing, made with mode 0600. */
export function openOwn(path: string, how: "append" | "update"): number {
  try {
    const fd = openSync(path, O_CREAT | O_NOFOLLOW | O_RDWR | (how === "append" ? O_APPEND : 0), 0o600);
    requireOwn(path, fstatSync(fd));
    return fd;
  } catch (error) {
    if (isErrno(error, "ELOOP")) throw auditFailure(path, "it must be a file, not a link");
    throw error;
  }
}

function requireOwn(path: string, stats: Stats): void {
  const own = process.geteuid?.() ?? stats.uid;
  if (stats.uid !== own) throw auditFailure(path, `it belongs to user ${stats.uid}, not to ${own}`);
}

/** Numbers of the log's files, oldest first; none where nothing was ever recorded. */
export function listLogs(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).flatMap((name) => logName.exec(name)?.[1] ?? []);
  return names.map(Number).toSorted((a, b) => a - b);
}

export function openHead(folder: string): number {
  return openOwn(join(folder, "head"), "update");
}

/** The head, or undefined when there is none, or none that can be read. */
export function readHead(fd: number): Head | undefined {
  const buffer = Buffer.alloc(headBytes);
  const length = readSync(fd, buffer, 0, headBytes, 0);
  return parseHead(buffer.toString("latin1", 0, length));
}

/** The same by folder, for readers; the folder may be another user's. */
export function loadHead(folder: string): Head | undefined {
  try {
    const fd = openSync(join(folder, "head"), O_RDONLY | O_NOFOLLOW);
    try {
      return readHead(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** One write of a fixed length, so that a reader sees the old head or the new one. */
export function writeHead(fd: number, { seq, hash, file, size }: Head): void {
  writeSync(fd, `${seq} ${hash} ${file} ${size}`.padEnd(headBytes - 1).concat("\n"), 0, "latin1");
}

function parseHead(text: string): Head | undefined {
  const match = /^(\d{1,15}) ([0-9a-f]{64}) (\d{1,15}) (\d{1,15}) *\n$/u.exec(text);
  const [, seq, hash, file, size] = match ?? [];
  return hash === undefined ? undefined : { seq: Number(seq), hash, file: Number(file), size: Number(size) };
}
