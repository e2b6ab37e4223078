import type { ScanFinding } from "../../base/index.ts";
import { fieldOf, listOf, textOf } from "./look-into.ts";
import { type ReadReport, severityOf } from "./scanner-report.ts";

type Finding = Omit<ScanFinding, "tool">;

/** `safety check --json` of safety 2 and later (an object), and of safety 1 (a list of lists). */
export const readSafety: ReadReport = (report, file) => {
  const rows = listOf(report);
  if (rows !== undefined) {
    const lists = rows.map(listOf).filter((row) => row !== undefined);
    return lists.length === rows.length ? { findings: lists.map((row) => ofRow(row, file)) } : undefined;
  }
  const told = listOf(fieldOf(report, "vulnerabilities"));
  return told && { findings: told.map((one) => ofVulnerability(one, file)) };
};

/** Severities are told to holders of a key alone; what the profile's owner has ignored stands in another list. */
function ofVulnerability(told: unknown, file: string): Finding {
  const severity = fieldOf(told, "severity");
  const rated = fieldOf(severity, "cvssv3", "base_severity") ?? fieldOf(severity, "cvssv2", "base_severity");
  const [name, version, id, advisory] = ["package_name", "analyzed_version", "vulnerability_id", "advisory"].map(
    (key) => textOf(fieldOf(told, key)) ?? "",
  );
  return {
    severity: severityOf(textOf(rated)),
    file,
    id: textOf(fieldOf(told, "CVE")) ?? id ?? "",
    message: `${name} ${version}: ${advisory}`,
  };
}

function ofRow(row: readonly unknown[], file: string): Finding {
  const [name, , version, advisory, id] = row.map((cell) => textOf(cell) ?? "");
  return { severity: severityOf(undefined), file, id: id ?? "", message: `${name} ${version}: ${advisory}` };
}
