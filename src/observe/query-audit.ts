import { statSync } from "node:fs";
import type { Effect, FileChange } from "../base/index.ts";
import type { AuditRecord } from "./audit-entry.ts";
import { listLogs, logPath } from "./audit-folder.ts";
import { readLines } from "./read-lines.ts";
import { parseRecord } from "./record-line.ts";

/** What a record must be like; absent means any. */
export interface AuditQuery {
  /** From this moment on. */
  readonly since?: Date;
  /** Before this moment. */
  readonly until?: Date;
  readonly tool?: string;
  readonly verdict?: Effect;
  /** A rule as written, `Bash(git push:*)`, or a reason code, `rule/denied`. */
  readonly rule?: string;
  readonly session?: string;
  /** Something at this path or below it was seen to change. */
  readonly changed?: string;
  /** Something was seen to be changed by it. */
  readonly by?: FileChange["by"];
  /** Anywhere in the record, in any letter case. */
  readonly text?: string;
  /** Only in files that have been written to since. */
  readonly writtenSince?: Date;
}

/** The matching records, oldest first. Streams: memory does not grow with the log. Lines that are no records are passed over. */
export function* queryAudit(folder: string, query: AuditQuery = {}): Generator<AuditRecord> {
  const since = query.since?.toISOString();
  const until = query.until?.toISOString();
  const text = query.text?.toLowerCase();
  for (const line of allLines(folder, query.writtenSince)) {
    if (text !== undefined && !line.toLowerCase().includes(text)) continue;
    const record = parseRecord(line);
    if (record === undefined) continue;
    if ((since !== undefined && record.time < since) || (until !== undefined && record.time >= until)) continue;
    if (matches(record, query)) yield record;
  }
}

function* allLines(folder: string, since: Date | undefined): Generator<string> {
  for (const file of listLogs(folder)) {
    if (since !== undefined && statSync(logPath(folder, file)).mtime < since) continue;
    for (const { bytes, tooLong } of readLines(logPath(folder, file))) if (!tooLong) yield bytes.toString("utf8");
  }
}

function matches(record: AuditRecord, { tool, verdict, rule, session, ...changes }: AuditQuery): boolean {
  return (
    (tool === undefined || record.tool === tool) &&
    (verdict === undefined || record.verdict === verdict || (verdict === "deny" && hasRefusedExec(record))) &&
    (session === undefined || record.session === session) &&
    hasChange(record, changes) &&
    (rule === undefined ||
      [...record.reasons, ...(record.execs ?? [])].some((one) => one.rule === rule || one.code === rule))
  );
}

function hasChange({ changes = [] }: AuditRecord, { changed, by }: Pick<AuditQuery, "changed" | "by">): boolean {
  if (changed === undefined && by === undefined) return true;
  return changes.some(
    (one) =>
      (by === undefined || one.by === by) &&
      (changed === undefined || one.path === changed || one.path.startsWith(`${changed}/`)),
  );
}

/** A request that was allowed and in which a program was refused answers the question what was refused. */
function hasRefusedExec({ exec_counts: counts }: AuditRecord): boolean {
  return counts !== undefined && counts.refused > 0;
}
