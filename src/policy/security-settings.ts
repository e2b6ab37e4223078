import type { Severity } from "../base/index.ts";

/** How secrets are searched for. */
export interface SecretSettings {
  /** What is written, committed, sent and printed is searched for secrets. */
  readonly search: boolean;
  /** What holds one is refused; else it is said, if `alert`. */
  readonly block: boolean;
  readonly alert: boolean;
  /** Files that hold secrets by their very kind can't be read. */
  readonly hideReads: boolean;
  /** Other programs that search too, where they are installed. */
  readonly tools: readonly string[];
  readonly custom: readonly string[];
  readonly exclude: readonly string[];
}

/** How weak spots are searched for. */
export interface ScanSettings {
  /** Scanners and linters that look at changed files; none: nothing is scanned. */
  readonly tools: readonly string[];
  /** False leaves out those that look at manifests and lock files. */
  readonly dependencies: boolean;
  /** What is less severe is not told. */
  readonly threshold: Severity;
  /** What is severe, or was not looked at, does not land. */
  readonly block: boolean;
  /** Of the tools those that hold nothing up by not being there. */
  readonly optional: readonly string[];
}
