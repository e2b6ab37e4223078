import { type ErrorCode, SallyportError } from "../base/index.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { auditFailure } from "./audit-failure.ts";
import { prepareFolder } from "./audit-folder.ts";
import { LogWriter } from "./log-writer.ts";
import { parseNoted } from "./noted-entry.ts";
import { queryAudit } from "./query-audit.ts";
import { type AuditBody, describeEntry } from "./describe-entry.ts";
import { type ChainPoint, loadHashing } from "./record-line.ts";

export interface AuditLogOptions {
  /** A file is not written to any more once it is longer. */
  readonly rotateBytes?: number;
  /**
   * `kernel`: an acknowledged record survives the end of any process, but a power failure may take the last ones.
   * `disk`: every record is on the disk before it is acknowledged, which costs milliseconds.
   */
  readonly durability?: "kernel" | "disk";
  /** Sets room aside for one more record, however long, and for all processes together. Without it there is no log. */
  readonly reserved?: boolean;
}

export interface AuditLog extends Disposable {
  /** Writes records; when this returns, the kernel has them. Throws when they cannot be kept: then none of them is. */
  readonly append: (...entries: readonly AuditEntry[]) => ChainPoint;
  /** The same as `append`; where there is no other room, in that which was set aside. */
  readonly appendReserved: (entry: AuditEntry) => ChainPoint;
  /** Records what was only noted, and ended so, unless its own record is there. Read with nobody else at the log; an empty text is nothing. */
  readonly appendNoted: (read: () => string, error: ErrorCode) => void;
}

const defaultRotateBytes = 64 * 1024 * 1024;

/**
 * Opens the log in `folder`, made with mode 0700 if need be. Any number of processes may write to one folder.
 * Throws when the folder is a link or another user's.
 */
export function openAuditLog(folder: string, options: AuditLogOptions = {}): AuditLog {
  const { rotateBytes = defaultRotateBytes, durability = "kernel", reserved = false } = options;
  return guarded(folder, () => {
    prepareFolder(folder);
    const writer = new LogWriter(folder, rotateBytes, durability === "disk");
    if (reserved) reserveWith(writer);
    loadHashing();
    return {
      append: (...entries) => {
        const bodies = entries.map(describeEntry);
        return guarded(folder, () => writer.append(bodies));
      },
      appendReserved: (entry) => {
        const bodies = [describeEntry(entry)];
        return guarded(folder, () => writer.appendReserved(bodies));
      },
      appendNoted: (read, error) =>
        guarded(folder, () =>
          writer.appendIf(() => {
            const body = parseNoted(read(), error);
            return body === undefined || isRecorded(folder, body) ? [] : [body];
          }),
        ),
      [Symbol.dispose]: () => writer[Symbol.dispose](),
    };
  });
}

/** Milliseconds by which a clock may have been put back meanwhile. */
const clockSlack = 60 * 60 * 1000;

/**
 * What a command asked of other hosts has records of its own under its number. Everybody else waits meanwhile: of a log that has grown for years only what was
 * written since then is looked at.
 */
function isRecorded(folder: string, { id, tool, time }: AuditBody): boolean {
  const writtenSince = new Date(Date.parse(time) - clockSlack);
  for (const record of queryAudit(folder, { text: id, tool, writtenSince })) if (record.id === id) return true;
  return false;
}

function reserveWith(writer: LogWriter): void {
  try {
    writer.reserve();
  } catch (error) {
    writer[Symbol.dispose]();
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
