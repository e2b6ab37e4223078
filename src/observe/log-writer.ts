import { closeSync, fstatSync, fsyncSync, ftruncateSync, writeSync } from "node:fs";
import { firstHead, type Head, lockPath, logPath, openHead, openOwn, readHead, writeHead } from "./audit-folder.ts";
import { type ExclusiveLock, openExclusiveLock } from "./exclusive-lock.ts";
import type { AuditBody } from "./describe-entry.ts";
import { type ChainPoint, type SealedLine, sealLine } from "./record-line.ts";
import { isForRoom, isReserved, makeReserve, numberAfter, useReserve } from "./reserve.ts";
import { findHead, settleTail } from "./settle-tail.ts";

interface OpenFile {
  readonly number: number;
  readonly fd: number;
}

interface Place {
  readonly head: Head;
  readonly fd: number;
}

/** Writes lines to the end of the log, one process at a time. */
export class LogWriter implements Disposable {
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
    return this.#lock.hold(() => this.#append(bodies));
  }

  /** With what is found to be missing once nobody else writes. */
  appendIf(missing: () => readonly AuditBody[]): void {
    this.#lock.hold(() => {
      const bodies = missing();
      if (bodies.length > 0) this.#append(bodies);
    });
  }

  reserve(): void {
    if (isReserved(this.#folder)) return;
    // Whoever holds the lock and writes the head for the first time takes room, too.
    this.#lock.hold(() => {
      if (readHead(this.#headFd) === undefined) writeHead(this.#headFd, findHead(this.#folder) ?? firstHead);
      makeReserve(this.#folder);
    });
  }

  appendReserved(bodies: readonly AuditBody[]): ChainPoint {
    return this.#lock.hold(() => {
      try {
        return this.#append(bodies);
      } catch (error) {
        if (!isForRoom(error)) throw error;
        return this.#appendToReserve(bodies);
      }
    });
  }

  #append(bodies: readonly AuditBody[]): ChainPoint {
    const { head, fd } = this.#current();
    const { text, seq, hash } = sealLines(bodies, head);
    const size = writeWhole(fd, text, head.size);
    if (this.#toDisk) fsyncSync(fd);
    // After the record: a writer killed in between leaves one that the next finds, and none is ever lost.
    writeHead(this.#headFd, { seq, hash, file: head.file, size });
    return { seq, hash };
  }

  /** The log goes on in its next file. */
  #appendToReserve(bodies: readonly AuditBody[]): ChainPoint {
    const { head } = this.#current();
    const { text, seq, hash } = sealLines(bodies, head);
    const file = numberAfter(this.#folder, head.file);
    // Before the file is there: a writer killed in between leaves one that the next takes in.
    writeHead(this.#headFd, { ...head, file, size: 0 });
    const size = useReserve(this.#folder, file, text);
    writeHead(this.#headFd, { seq, hash, file, size });
    this.#makeReserveAgain();
    return { seq, hash };
  }

  /** Of what is left, for others that are under way. */
  #makeReserveAgain(): void {
    try {
      makeReserve(this.#folder);
    } catch (error) {
      if (!isForRoom(error)) throw error;
    }
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

interface SealedText extends ChainPoint {
  readonly text: string;
}

function sealLines(bodies: readonly AuditBody[], head: ChainPoint): SealedText {
  const lines: SealedLine[] = [];
  for (const body of bodies) lines.push(sealLine(body, lines.at(-1) ?? head));
  const { seq, hash } = lines.at(-1) ?? head;
  return { text: lines.map(({ line }) => line).join(""), seq, hash };
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
