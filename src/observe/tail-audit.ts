import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { AuditRecord } from "./audit-entry.ts";
import { listLogs, logPath } from "./audit-folder.ts";
import { lastLines, readLines } from "./read-lines.ts";
import { parseRecord } from "./record-line.ts";

export interface TailOptions {
  /** How many of the last records to begin with. */
  readonly count: number;
  /** Goes on with what is written from then on, until the signal says to stop. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

interface Position {
  readonly file: number;
  readonly offset: number;
}

const pollMs = 200;

/** The last records, oldest first, and with `follow` every new one as it comes. */
export async function* tailAudit(folder: string, options: TailOptions): AsyncGenerator<AuditRecord> {
  const { count, follow = false, signal } = options;
  const last: AuditRecord[] = [];
  let position = startOf(folder, count);
  for (const { record, next } of readFrom(folder, position)) {
    position = next;
    if (record !== undefined) last.push(record);
    if (last.length > count) last.shift();
  }
  yield* last;
  while (follow && signal?.aborted !== true) {
    for (const { record, next } of readFrom(folder, position)) {
      position = next;
      if (record !== undefined) yield record;
    }
    await sleep(pollMs, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
    });
  }
}

/** Where the last `count` lines begin. */
function startOf(folder: string, count: number): Position {
  const files = listLogs(folder);
  let left = count;
  for (const file of files.toReversed()) {
    const { offset, lines } = lastLines(logPath(folder, file), left);
    left -= lines;
    if (left <= 0) return { file, offset };
  }
  return { file: files[0] ?? 1, offset: 0 };
}

function* readFrom(
  folder: string,
  from: Position,
): Generator<{ readonly record: AuditRecord | undefined; readonly next: Position }> {
  const files = listLogs(folder).filter((file) => file >= from.file);
  for (const file of files) {
    const path = logPath(folder, file);
    const offset = file === from.file ? Math.min(from.offset, statSync(path).size) : 0;
    for (const { bytes, end, torn, tooLong } of readLines(path, offset)) {
      // Half a line may be whole the next time.
      if (torn) break;
      yield { record: tooLong ? undefined : parseRecord(bytes.toString("utf8")), next: { file, offset: end } };
    }
  }
}
