/** From the least to the worst. */
export const severities = ["low", "medium", "high", "critical"] as const;

export type Severity = (typeof severities)[number];

/** One thing that a scanner or linter says of a file. */
export interface ScanFinding {
  readonly tool: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line?: number;
  /** Of the advisory or the rule. */
  readonly id: string;
  readonly message: string;
}

/** What became of one scanner, after files that it looks at have changed. */
export interface ScanReport {
  readonly tool: string;
  /** `failed`: not everything was looked at; there may be findings all the same. */
  readonly state: "ran" | "absent" | "failed";
  /** Why, when it did not run well. */
  readonly note?: string;
  /** Those that are as severe as the profile asks for, the worst first. */
  readonly findings: readonly ScanFinding[];
}
