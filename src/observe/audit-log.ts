import { closeSync, fstatSync, fsyncSync, ftruncateSync, writeSync } from "node:fs";
import { SallyportError } from "../base/index.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { auditFailure } from "./audit-failure.ts";
import {
  firstHead,
  type Head,
  lockPath,
  logPath,
  openHead,
  openOwn,
  prepareFolder,
  readHead,
  writeHead,
} from "./audit-folder.ts";
import { type ExclusiveLock, openExclusiveLock } from "./exclusive-lock.ts";
import {
  type AuditBody,
  type ChainPoint,
  describeEntry,
  loadHashing,
  type SealedLine,
  sealLine,
} from "./record-line.ts";
import { findHead, settleTail } from "./settle-tail.ts";

export interface AuditLogOptions {
  /** A file is not written to any more once it is longer. */
  readonly rotateBytes?: number;
  /**
   * `kernel`: an acknowledged record survives the end of any process, but a power failure may take the last ones.
   * `disk`: every record is on the disk before it is acknowledged, which costs milliseconds.
   */
  readonly durability?: "kernel" | "disk";
}

export interface AuditLog extends Disposable {
  /** Writes records; when this returns, the kernel has them. Throws when they cannot be kept: then none of them is. */
  readonly append: (...entries: readonly AuditEntry[]) => ChainPoint;
}

interface OpenFile {
  readonly number: number;
  readonly fd: number;
}

interface Place {
  readonly head: Head;
  readonly fd: number;
}

const defaultRotateBytes = 64 * 1024 * 1024;

/**
 * Opens the log in `folder`, made with mode 0700 if need be. Any number of processes may write to one folder.
 * Throws when the folder is a link or another user's.
 */
export function openAuditLog(folder: string, options: AuditLogOptions = {}): AuditLog {
  const { rotateBytes = defaultRotateBytes, durability = "kernel" } = options;
  return guarded(folder, () => {
    prepareFolder(folder);
    const writer = new Writer(folder, rotateBytes, durability === "disk");
    loadHashing();
    return {
      append: (...entries) => {
        const bodies = entries.map(describeEntry);
        return guarded(folder, () => writer.append(bodies));
      },
      [Symbol.dispose]: () => writer[Symbol.dispose](),
    };
  });
}

class Writer implements Disposable {
  readonly #folder: string;
  readonly #rotateBytes: number;
  readonly #toDisk: boolean;
  readonly #lock: ExclusiveLock;
  readonly #headFd: number;
  #open: OpenFile | undefined;

  constructor(folder: string, rotateBytes: number, toDisk: boolean) {
    this.#folder = folder;
    this.#rotateBytes = rotateBytes;
    this.#toDisk = toDisk;
    this.#lock = openExclusiveLock(lockPath(folder));
    this.#headFd = openHead(folder);
  }

  append(bodies: readonly AuditBody[]): ChainPoint {
    return this.#lock.hold(() => {
      const { head, fd } = this.#current();
      const lines = sealLines(bodies, head);
      const { seq, hash } = lines.at(-1) ?? head;
      const size = writeWhole(fd, lines.map(({ line }) => line).join(""), head.size);
      if (this.#toDisk) fsyncSync(fd);
      // After the record: a writer killed in between leaves one that the next finds, and none is ever lost.
      writeHead(this.#headFd, { seq, hash, file: head.file, size });
      return { seq, hash };
    });
  }

  /** Where the next record belongs. What a killed writer left behind is taken in or set aside first. */
  #current(): Place {
    let place = this.#settled(readHead(this.#headFd) ?? findHead(this.#folder) ?? firstHead);
    while (place.head.size >= this.#rotateBytes) {
      fsyncSync(place.fd);
      place = this.#settled({ ...place.head, file: place.head.file + 1, size: 0 });
    }
    return place;
  }

  #settled(head: Head): Place {
    const { fd, size } = this.#file(head.file);
    return { fd, head: size === head.size ? head : settleTail(this.#folder, fd, head) };
  }

  /** The log's file of that number, opened again when somebody moved it away. */
  #file(number: number): { readonly fd: number; readonly size: number } {
    if (this.#open !== undefined) {
      const { size, nlink } = fstatSync(this.#open.fd);
      if (this.#open.number === number && nlink > 0) return { fd: this.#open.fd, size };
      closeSync(this.#open.fd);
      this.#open = undefined;
    }
    const fd = openOwn(logPath(this.#folder, number), "append");
    this.#open = { number, fd };
    return { fd, size: fstatSync(fd).size };
  }

  [Symbol.dispose](): void {
    if (this.#open !== undefined) closeSync(this.#open.fd);
    closeSync(this.#headFd);
    this.#lock[Symbol.dispose]();
  }
}

function sealLines(bodies: readonly AuditBody[], head: ChainPoint): readonly SealedLine[] {
  const lines: SealedLine[] = [];
  for (const body of bodies) lines.push(sealLine(body, lines.at(-1) ?? head));
  return lines;
}

/** Appends all of the text or nothing of it; gives the file's new size. */
function writeWhole(fd: number, text: string, size: number): number {
  const bytes = Buffer.from(text, "utf8");
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
    return size + bytes.length;
  } catch (error) {
    // The disk is full: half a line must not stay.
    ftruncateSync(fd, size);
    throw error;
  }
}

function guarded<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof SallyportError ? error : auditFailure(folder, "it cannot be written", error);
  }
}
