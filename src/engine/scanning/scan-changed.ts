import { statSync } from "node:fs";
import { parseAbsolutePath, type ScanReport } from "../../base/index.ts";
import { planScans } from "./plan-scans.ts";
import { runScan, type Scanning } from "./run-scan.ts";
import { tellScans } from "./tell-scans.ts";

/** Runs the profile's scanners on changed files, one after the other, tells what they find, and returns it for the record. */
export async function scanChanged(scanning: Scanning, changed: readonly string[]): Promise<readonly ScanReport[]> {
  const { session } = scanning;
  const { profile } = session.loaded;
  const files = profile.scan.tools.length === 0 ? [] : changed.filter(isFile).map((path) => parseAbsolutePath(path));
  const { scans, unknown } = planScans(profile.scan, files, session.host.places.projectRoot);
  const reports = [...unknown];
  for (const scan of scans) reports.push(await runScan(scanning, scan));
  tellScans(scanning, reports);
  return reports;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // gone, or out of reach by now
  }
}
