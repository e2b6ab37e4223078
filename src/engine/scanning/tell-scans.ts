import type { ScanReport } from "../../base/index.ts";
import { detectorOf } from "../found-secrets.ts";
import { mapTexts } from "../map-texts.ts";
import { refusalText } from "../refusal-line.ts";
import type { Scanning } from "./run-scan.ts";

/** How many findings a caller hears of. */
const mostTold = 20;

/** Tells the caller what scanners say, without the secrets that stand in it. */
export function tellScans({ session, say }: Pick<Scanning, "session" | "say">, reports: readonly ScanReport[]): void {
  const { profile } = session.loaded;
  const detector = detectorOf(profile);
  const shown = detector === undefined ? reports : mapTexts(reports, detector.redact);
  for (const { tool, state, note } of shown)
    if (state === "failed") say(refusalText(`${tool} could not look at everything: ${note}`, profile.name));
  const findings = shown.flatMap((report) => report.findings);
  for (const { tool, severity, file, line, id, message } of findings.slice(0, mostTold)) {
    const place = line === undefined ? file : `${file}, line ${line}`;
    say(refusalText(`${tool} found (${severity}) in ${place}: ${message} (${id})`, profile.name));
  }
  if (findings.length > mostTold)
    say(refusalText(`${findings.length - mostTold} more findings are not told here`, profile.name));
}
