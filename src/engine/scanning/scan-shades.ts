import { lstatSync } from "node:fs";
import { basename } from "node:path";
import {
  type AbsolutePath,
  bytesOf,
  parseAbsolutePath,
  printable,
  type ReasonCode,
  type ScanFinding,
  type ScanReport,
  severities,
} from "../../base/index.ts";
import type { Means, Refusal, Shade } from "../../changes/index.ts";
import { scanners } from "../../observe/index.ts";
import { reasonMessage } from "../../policy/index.ts";
import { createLeftOut } from "./left-out.ts";
import { type PlannedScan, planScans } from "./plan-scans.ts";
import { runScan, type Scanning } from "./run-scan.ts";
import { tellScans } from "./tell-scans.ts";
import { type ScanningAhead, type Shaded, withShadow } from "./with-shadow.ts";

/** What scanners say of what is to land. */
export interface ScannedShades {
  /** For each reason why it may not. */
  readonly refusals: readonly Refusal[];
  readonly scans: readonly ScanReport[];
}

/** From here on a finding stops what it was found in. */
const blocking = severities.indexOf("high");
const longestMessage = 200;
const mostRefusals = 100;

/**
 * Runs the profile's scanners over what is to land, and tells what they find that does not stop it. INVARIANT I4: what a scanner of the
 * profile's did not look at does not land.
 */
export async function scanShades(
  scanning: ScanningAhead,
  shades: readonly Shade[],
  means: Means,
): Promise<ScannedShades> {
  const { session } = scanning;
  const { scan } = session.loaded.profile;
  const { projectRoot } = session.host.places;
  if (!scan.block) return { refusals: [], scans: [] };
  const files = shades.filter(isNoFolder).map(({ path }) => path);
  const { scans, unknown } = planScans(scan, files, projectRoot, createLeftOut(projectRoot));
  const reports = scans.length === 0 ? [] : await runAll(scanning, scans, { shades, means });
  const byTool = new Map(scans.map(({ tool, runs }) => [tool, runs[0]?.files[0]]));
  const all = [...unknownHere(unknown, files, scans), ...reports];
  const refusals = all.flatMap((report) =>
    refusalsOf(report, { scanning, first: byTool.get(report.tool) ?? files[0] ?? projectRoot }),
  );
  tellScans(
    scanning,
    all.map((report) => lesserOf(report, scan.optional)),
  );
  return { refusals: refusals.slice(0, mostRefusals), scans: all };
}

function isNoFolder({ from }: Shade): boolean {
  return from !== undefined && (typeof from !== "string" || !lstatSync(bytesOf(from)).isDirectory());
}

/** A scanner that nobody knows might look at whatever any other one does. */
function unknownHere(
  unknown: readonly ScanReport[],
  files: readonly AbsolutePath[],
  scans: readonly PlannedScan[],
): readonly ScanReport[] {
  const isScannable = (file: AbsolutePath): boolean =>
    [...scanners.values()].some(({ isFor }) => isFor(basename(file)));
  return scans.length > 0 || files.some(isScannable) ? unknown : [];
}

async function runAll(scanning: ScanningAhead, scans: readonly PlannedScan[], shaded: Shaded): Promise<ScanReport[]> {
  try {
    return await withShadow(scanning, shaded, async (inShadow) => {
      const reports: ScanReport[] = [];
      for (const scan of scans) reports.push(await runScan(inShadow, scan));
      return reports;
    });
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    return scans.map(({ tool }) => ({ tool, state: "failed", note, findings: [] }));
  }
}

const isSevere = ({ severity }: ScanFinding): boolean => severities.indexOf(severity) >= blocking;

/** What is told although it stops nothing. */
function lesserOf(report: ScanReport, optional: readonly string[]): ScanReport {
  const lesser = { ...report, findings: report.findings.filter((finding) => !isSevere(finding)) };
  return report.state === "failed" && !optional.includes(report.tool) ? { ...lesser, state: "ran" } : lesser;
}

function refusalsOf(
  { tool, state, note, findings }: ScanReport,
  { scanning: { session }, first }: { readonly scanning: Scanning; readonly first: AbsolutePath },
): readonly Refusal[] {
  const { profile } = session.loaded;
  const { projectRoot } = session.host.places;
  const source = profile.origins.get("/security_policies/vulnerability_scanning");
  const rule = source && { text: "block_on_high", source };
  const refusal = (path: AbsolutePath, code: ReasonCode, what: string): Refusal => {
    const verdict = { effect: "deny", code, subject: `${path}, ${tool}, ${what}`, rule } as const;
    return { path, effect: "deny", code, message: reasonMessage(verdict, "deny") };
  };
  const unscanned =
    state === "ran" || profile.scan.optional.includes(tool) ? [] : [refusal(first, "scan/unscanned", note ?? state)];
  const severe = findings.filter(isSevere).map(({ file, line, severity, id, message }) => {
    const place = line === undefined ? "" : `line ${line}, `;
    const told = printable(message, longestMessage);
    return refusal(parseAbsolutePath(file, projectRoot), "scan/found", `${place}${severity}, ${id}, ${told}`);
  });
  return [...severe, ...unscanned];
}
