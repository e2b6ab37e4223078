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

/** Ours: a bug. */
export class InternalError extends SallyportError {}
