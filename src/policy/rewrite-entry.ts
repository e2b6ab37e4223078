import type { RuleSource } from "../base/index.ts";

/** Commands that are changed before they run. */
export interface RewriteEntry {
  /** A rule for commands. */
  readonly match: string;
  /** What is put before them; absent: nothing is. */
  readonly wrap: string | undefined;
  /** Options that are left out. */
  readonly strip: readonly string[];
  readonly source: RuleSource;
}
