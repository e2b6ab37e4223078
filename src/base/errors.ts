import type { Issue } from "./parsed.ts";

/** Codes of everything that is not a denial: whose fault it is decides the class, the code decides the exit status. */
export type ErrorCode =
  | "config/invalid-profile"
  | "config/profile-not-found"
  | "config/unreadable"
  | "config/usage"
  | "enforcement/layer-missing"
  | "enforcement/not-enforced-yet"
  | "enforcement/start-failed"
  | "enforcement/session-unreadable"
  | "internal/unhandled-kind"
  | "internal/broken-invariant"
  | "internal/audit-failed"
  | "internal/killed"
  | "internal/host-failed"
  | "internal/not-built";

export abstract class SallyportError extends Error {
  readonly code: ErrorCode;
  /** JSON-safe facts for `--json`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** The operator's: a profile or a command line that cannot be used. Carries every issue found. */
export class ConfigError extends SallyportError {
  readonly issues: readonly Issue[];

  constructor(
    code: Extract<ErrorCode, `config/${string}`>,
    message: string,
    issues: readonly Issue[] = [],
    options?: ErrorOptions,
  ) {
    super(code, message, { issues }, options);
    this.issues = issues;
  }
}

/** The host's: a layer that the profile requires and the host lacks. Nothing has been started. */
export class EnforcementError extends SallyportError {}

/** Ours: a bug; or a fault of the host's that shows only while work is under way. */
export class InternalError extends SallyportError {}

/** What calls of the system's fail with where there is no more of something, or somebody has closed it. */
const hostFaults: ReadonlySet<unknown> = new Set(
  "ENOSPC EDQUOT EROFS EIO EMFILE ENFILE ENOMEM EAGAIN EACCES EPERM".split(" "),
);

/** Whatever was thrown, with a code: what nobody has foreseen is a bug, unless it is the host that fails. */
export function codedError(error: unknown): SallyportError {
  if (error instanceof SallyportError) return error;
  if (error instanceof Error && "code" in error && hostFaults.has(error.code))
    return new InternalError("internal/host-failed", `the host fails: ${error.message}`, {}, { cause: error });
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new InternalError("internal/broken-invariant", `a bug in sallyport: ${what}`, {}, { cause: error });
}
