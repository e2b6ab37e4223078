import type { Effect, ReasonCode, RuleRef, Span } from "../base/index.ts";

/**
 * What was found out about one part of a request. `open`: nothing spoke for it and nothing against it, so that the
 * mode decides.
 */
export interface Verdict {
  readonly effect: Effect | "open";
  readonly code: ReasonCode;
  /** What was judged: a command, a path, a host. */
  readonly subject: string;
  readonly at?: Span | undefined;
  readonly rule?: RuleRef | undefined;
  /** A rule that would allow it. */
  readonly advice?: string | undefined;
  /** For what a wall refuses or what may hide a name that a rule denies or asks about: no mode lets it pass either. */
  readonly hard?: "deny" | "ask" | undefined;
}
