import type { ReasonCode } from "./reason-codes.ts";
import type { Span } from "./span.ts";

export type Effect = "allow" | "ask" | "deny";

/** Where a rule was written: a profile's file (or `command line`, `level standard`) and a JSON pointer. */
export interface RuleSource {
  readonly file: string;
  readonly pointer: string;
}

export interface RuleRef {
  /** The rule as written, `Bash(git push:*)`, or the list entry that made it. */
  readonly text: string;
  readonly source: RuleSource;
}

export interface Reason {
  readonly code: ReasonCode;
  readonly effect: Effect;
  /** What was judged: a command, a path, a host. */
  readonly subject: string;
  readonly rule?: RuleRef;
  readonly at?: Span;
  /** One line: what, why, and what would make it work. */
  readonly message: string;
}

/** The verdict on one request. The first reason is the one that decided. */
export interface Decision {
  readonly effect: Effect;
  readonly reasons: readonly [Reason, ...Reason[]];
}
