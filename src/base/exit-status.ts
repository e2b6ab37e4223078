import type { ErrorCode } from "./errors.ts";

/** Exit statuses that are Sallyport's own; every other one is the command's. */
export const exitStatus = { usage: 2, timedOut: 124, failed: 125, denied: 126 } as const;

/** The one table from error code to exit status and HTTP status. */
export const errorStatus = {
  "config/invalid-profile": { exit: exitStatus.usage, http: 422 },
  "config/profile-not-found": { exit: exitStatus.usage, http: 404 },
  "config/unreadable": { exit: exitStatus.usage, http: 422 },
  "config/usage": { exit: exitStatus.usage, http: 400 },
  "enforcement/layer-missing": { exit: exitStatus.failed, http: 503 },
  "enforcement/not-enforced-yet": { exit: exitStatus.failed, http: 501 },
  "enforcement/start-failed": { exit: exitStatus.failed, http: 503 },
  "enforcement/session-unreadable": { exit: exitStatus.failed, http: 503 },
  "internal/unhandled-kind": { exit: exitStatus.failed, http: 500 },
  "internal/broken-invariant": { exit: exitStatus.failed, http: 500 },
  "internal/audit-failed": { exit: exitStatus.failed, http: 500 },
  "internal/killed": { exit: exitStatus.failed, http: 500 },
  "internal/host-failed": { exit: exitStatus.failed, http: 503 },
  "internal/not-built": { exit: exitStatus.failed, http: 500 },
} as const satisfies Record<ErrorCode, { exit: number; http: number }>;
