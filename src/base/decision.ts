import type { ReasonCode } from "./reason-codes.ts";
import type { Span } from "./span.ts";

export type Effect = "allow" | "ask" | "deny";

const strictness = { allow: 0, ask: 1, deny: 2 } as const satisfies Record<Effect, number>;

/** INVARIANT I2: deny before ask before allow. */
export function isStricter(one: Effect, other: Effect): boolean {
  return strictness[one] > strictness[other];
}

/** Where a rule was written: a profile's file (or `command line`, `level standard`) and a JSON pointer. */
export interface RuleSource {
  readonly file: string;
  readonly pointer: string;
}

export interface RuleRef {
  /** The rule as written, `Bash(git push:*)`, or the list entry that made it. */
  readonly text: string;
  readonly source: RuleSource;
  /** Of a denial: what to do in its place. */
  readonly instead?: string;
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

/** One thing that a request would do. */
export interface PlanStep {
  /** The tool, or the kind of action in a shell text: `exec`, `write`, `connect`, … */
  readonly kind: string;
  readonly what: string;
  /** What the mode `default` would say of it, and the code of the reason. */
  readonly effect: Effect;
  readonly code?: ReasonCode;
}

/** What a request would do, where the mode runs nothing. */
export interface Plan {
  /** What the mode `default` would say of the whole. */
  readonly effect: Effect;
  readonly steps: readonly PlanStep[];
  /** Files that would change: absolute paths, or what is written where a path only exists at run time. */
  readonly files: readonly string[];
  /** Hosts that would be reached. */
  readonly hosts: readonly string[];
  /** What the profile rewrites before it runs, as asked and as it would run: the steps are those of what would run. Absent: nothing. */
  readonly rewritten?: readonly { readonly from: string; readonly to: string }[];
}

/** The verdict on one request. The first reason is the one that decided. */
export interface Decision {
  readonly effect: Effect;
  readonly reasons: readonly [Reason, ...Reason[]];
  /** In the mode `plan`. */
  readonly plan?: Plan;
}
