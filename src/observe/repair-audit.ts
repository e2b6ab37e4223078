import { closeSync, fstatSync } from "node:fs";
import { firstHead, lockPath, logPath, openHead, openOwn, prepareFolder, readHead, writeHead } from "./audit-folder.ts";
import { openExclusiveLock } from "./exclusive-lock.ts";
import { findHead, settleTail } from "./settle-tail.ts";
import { type AuditVerdict, verifyAudit, type VerifyOptions } from "./verify-audit.ts";

export interface AuditRepair {
  /** What was done, one line each; empty when there was nothing to do. */
  readonly done: readonly string[];
  /** What a look at the log says afterwards. */
  readonly verdict: AuditVerdict;
}

/**
 * Sets half a record at the end aside in a file of its own, takes records in that their writer did not live to
 * acknowledge, and makes a lost head anew. What somebody changed on purpose is never mended: it stays and `verdict` says so.
 */
export function repairAudit(folder: string, options: VerifyOptions = {}): AuditRepair {
  prepareFolder(folder);
  const done: string[] = [];
  {
    using lock = openExclusiveLock(lockPath(folder));
    lock.hold(() => {
      const headFd = openHead(folder);
      try {
        settle(folder, headFd, done);
      } finally {
        closeSync(headFd);
      }
    });
  }
  return { done, verdict: verifyAudit(folder, options) };
}

function settle(folder: string, headFd: number, done: string[]): void {
  const known = readHead(headFd);
  const head = known ?? findHead(folder) ?? firstHead;
  if (known === undefined && head.seq > 0) done.push(`made the head anew at record ${head.seq}`);
  const fd = openOwn(logPath(folder, head.file), "append");
  try {
    const size = fstatSync(fd).size;
    if (size < head.size) return;
    const settled = settleTail(folder, fd, head);
    if (settled.seq > head.seq)
      done.push(`took in ${settled.seq - head.seq} record(s) that were written but not acknowledged`);
    if (settled.size < size) done.push(`moved ${size - settled.size} byte(s) of a torn record to a file of their own`);
    writeHead(headFd, settled);
  } finally {
    closeSync(fd);
  }
}
