import type { ScanFinding, Severity } from "../../base/index.ts";

/** What a scanner's own report says. */
export interface ScannerReport {
  readonly findings: readonly Omit<ScanFinding, "tool">[];
  /** What it could not look at, in its own words. */
  readonly unread?: string;
}

/** Reads the report that was made about `file`, or about files that it names itself; nothing where it is no such report. */
export type ReadReport = (report: unknown, file: string) => ScannerReport | undefined;

const names = new Map<string, Severity>([
  ["info", "low"],
  ["low", "low"],
  ["moderate", "medium"],
  ["medium", "medium"],
  ["warning", "medium"],
  ["high", "high"],
  ["error", "high"],
  ["critical", "critical"],
]);

/** The severity of that name in any scanner's language. What is not rated, or rated in words of tomorrow, may be severe. */
export function severityOf(name: string | undefined): Severity {
  return names.get(name?.toLowerCase() ?? "") ?? "high";
}

/** As the member of a report; nothing when everything was looked at. */
export function unreadOf(reasons: readonly string[]): Pick<ScannerReport, "unread"> {
  const [first] = reasons;
  if (first === undefined) return {};
  return { unread: reasons.length === 1 ? first : `${first}, and ${reasons.length - 1} more` };
}
