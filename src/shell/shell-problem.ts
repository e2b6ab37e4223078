import type { ReasonCode, Span } from "../base/index.ts";

/** Why a text cannot be trusted to mean what its reading says. Any problem means: not allowed. */
export interface ShellProblem {
  readonly code: Extract<
    ReasonCode,
    "shell/unparsable" | "shell/misread" | "shell/too-long" | "shell/too-deep" | "shell/not-text"
  >;
  readonly at: Span;
  /** What is wrong, in a few words. */
  readonly text: string;
}
