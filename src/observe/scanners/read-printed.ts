import { type ScanFinding, severities, type Severity } from "../../base/index.ts";
import { parseJson } from "./look-into.ts";
import type { Scanner } from "./scanners.ts";

/** What a scanner found, and why that may not be all. */
export interface ReadScan {
  readonly findings: readonly ScanFinding[];
  readonly unread?: string;
}

/** Reads what a scanner printed on its standard output, whatever that is. */
export function readPrinted(
  [tool, { read, statuses }]: readonly [string, Scanner],
  printed: { readonly text: string; readonly status: number; readonly file: string },
): ReadScan {
  const report = read(parseJson(printed.text), printed.file);
  if (report === undefined) return { findings: [], unread: `status ${printed.status}, and no report that can be read` };
  const findings = report.findings.map((finding) => ({ ...finding, tool }));
  if (report.unread !== undefined) return { findings, unread: report.unread };
  return statuses.includes(printed.status)
    ? { findings }
    : { findings, unread: `it ended with status ${printed.status}` };
}

/** Those that are at least so severe, the worst first. */
export function findingsFrom(threshold: Severity, findings: readonly ScanFinding[]): readonly ScanFinding[] {
  const rank = (severity: Severity): number => severities.indexOf(severity);
  return findings
    .filter(({ severity }) => rank(severity) >= rank(threshold))
    .toSorted((one, next) => rank(next.severity) - rank(one.severity));
}
