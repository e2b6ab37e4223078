import { InternalError } from "../base/index.ts";

/** The record cannot be kept, so that nothing may run. */
export function auditFailure(path: string, what: string, cause?: unknown): InternalError {
  const why = cause instanceof Error ? `: ${cause.message}` : "";
  return new InternalError("internal/audit-failed", `audit log \`${path}\`: ${what}${why}`, { path }, { cause });
}

/** True for a system error of that code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
