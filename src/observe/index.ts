/** The record of what was asked, decided and done: the audit log, and what keeps secrets out of it. */
export type {
  AuditAction,
  AuditEntry,
  AuditExec,
  AuditReason,
  AuditRecord,
  ExecEntry,
  ExecTrace,
} from "./audit-entry.ts";
export { type AuditLog, type AuditLogOptions, openAuditLog } from "./audit-log.ts";
export type { CutText, Json } from "./cut-value.ts";
export { describeAction } from "./describe-action.ts";
export { openExclusiveLock } from "./exclusive-lock.ts";
export { formatAuditText } from "./format-audit-text.ts";
export { noteEntry } from "./noted-entry.ts";
export { type AuditQuery, queryAudit } from "./query-audit.ts";
export type { ChainPoint } from "./record-line.ts";
export { redactSecrets } from "./redact-secrets.ts";
export { type ByteFilter, createStreamRedactor, type StreamRedactor } from "./secrets/redact-stream.ts";
export { createDetector, type SecretDetector } from "./secrets/detector.ts";
export type { FoundSecret } from "./secrets/new-secrets.ts";
export { type AuditRepair, repairAudit } from "./repair-audit.ts";
export { tailAudit, type TailOptions } from "./tail-audit.ts";
export {
  type AuditProblem,
  type AuditProblemCode,
  type AuditVerdict,
  verifyAudit,
  type VerifyOptions,
} from "./verify-audit.ts";
export { digestOf, type ToldSecret } from "./searchers/read-secrets.ts";
export { searcherOf } from "./searchers/searchers.ts";
export { findingsFrom, readPrinted, type ReadScan } from "./scanners/read-printed.ts";
export { type Scanner, scanners } from "./scanners/scanners.ts";
