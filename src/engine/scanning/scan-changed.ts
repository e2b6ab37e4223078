import { statSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath, type ScanFinding, type ScanReport } from "../../base/index.ts";
import { findingsFrom, readPrinted, type ReadScan } from "../../observe/index.ts";
import { runCaptured } from "../../run/index.ts";
import { createExecGate } from "../exec-gate.ts";
import { detectorOf } from "../found-secrets.ts";
import { findProgram } from "../gather-context.ts";
import type { Judgement } from "../judge.ts";
import type { PlanOwn } from "../look-at-git.ts";
import { mapTexts } from "../map-texts.ts";
import { type Ledger, openFor, type Say, withNetwork } from "../network-ledger.ts";
import { refusalText } from "../refusal-line.ts";
import type { Session } from "../session.ts";
import { type PlannedScan, planScans, type ScanRun } from "./plan-scans.ts";

/** What is needed to look at what a request has changed. */
export interface Scanning {
  readonly session: Session;
  readonly judgement: Judgement;
  /** Makes a sandbox in which nothing can be written. */
  readonly plan: PlanOwn;
  /** Where a scanner's requests to other hosts are written down. */
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  readonly say: Say;
}

const timeoutSeconds = 60;
const mostBytes = 16 * 1024 * 1024;
/** How many findings a caller hears of. */
const mostTold = 20;

/** Runs the profile's scanners on changed files, one after the other, tells what they find, and returns it for the record. */
export async function scanChanged(
  scanning: Scanning,
  changed: readonly string[],
): Promise<{ readonly scans?: readonly ScanReport[] }> {
  const { session } = scanning;
  const { profile } = session.loaded;
  const files = profile.scan.tools.length === 0 ? [] : changed.filter(isFile).map((path) => parseAbsolutePath(path));
  const { scans, unknown } = planScans(profile.scan, files, session.host.places.projectRoot);
  const reports = [...unknown];
  for (const scan of scans) reports.push(await runScan(scanning, scan));
  if (reports.length === 0) return {};
  const detector = detectorOf(profile);
  tell(scanning, detector === undefined ? reports : mapTexts(reports, detector.redact));
  return { scans: reports };
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // gone, or out of reach by now
  }
}

async function runScan(scanning: Scanning, { tool, scanner, runs, leftOut }: PlannedScan): Promise<ScanReport> {
  const { host, loaded } = scanning.session;
  const found = findProgram(scanner.program, host, host.places.projectRoot);
  if (found === undefined)
    return { tool, state: "absent", note: `\`${scanner.program}\` is not installed`, findings: [] };
  const read: ReadScan[] = [];
  for (const run of runs) read.push(await runOne(scanning, { tool, scanner, program: found.path, run }));
  const [note] = [...read.flatMap(({ unread }) => unread ?? []), ...(leftOut === undefined ? [] : [leftOut])];
  const findings = findingsFrom(
    loaded.profile.scan.threshold,
    read.flatMap((one) => one.findings.map((finding) => inProject(finding, host.places.projectRoot))),
  );
  return { tool, state: note === undefined ? "ran" : "failed", ...(note === undefined ? {} : { note }), findings };
}

function inProject(finding: ScanFinding, projectRoot: AbsolutePath): ScanFinding {
  const { file } = finding;
  return file.startsWith(`${projectRoot}/`) ? { ...finding, file: file.slice(projectRoot.length + 1) } : finding;
}

interface OneRun extends Pick<PlannedScan, "tool" | "scanner"> {
  readonly program: AbsolutePath;
  readonly run: ScanRun;
}

const unread = (why: string): ReadScan => ({ findings: [], unread: why });

/** Whatever a scanner does is told and never a failure of the request, which is done. */
async function runOne(scanning: Scanning, { tool, scanner, program, run }: OneRun): Promise<ReadScan> {
  if (scanning.session.loaded.profile.sandbox.root !== undefined)
    return unread("scanners do not run where a folder stands in for /");
  try {
    const { result, stdout, isCut } = await runInside(scanning, [program, ...scanner.words(run.files)], run.cwd);
    if (result.timedOut) return unread(`it did not end within ${Math.round(result.durationMs / 1000)} seconds`);
    if (result.signal !== undefined) return unread(`it was ended by ${result.signal}`);
    if (isCut) return unread(`it printed more than ${mostBytes / 1024 / 1024} MB`);
    const [file = run.cwd] = run.files;
    return readPrinted([tool, scanner], { text: stdout.toString("utf8"), status: result.status, file });
  } catch (error) {
    return unread(error instanceof Error ? error.message : String(error));
  }
}

function runInside(
  { session, judgement, plan, ledger, signal }: Scanning,
  argv: readonly string[],
  cwd: AbsolutePath,
): ReturnType<typeof runCaptured> {
  const launch = plan(argv, cwd, timeoutSeconds);
  const network = launch.egress === undefined ? undefined : openFor(session, ledger);
  const running = runCaptured(launch, {
    warden: session.host.places.warden,
    mostBytes,
    signal,
    ...(launch.gate && { watch: createExecGate(session, judgement, launch) }),
    ...(network && { network: network.sockets }),
  });
  return withNetwork(running, network);
}

function tell({ session, say }: Scanning, reports: readonly ScanReport[]): void {
  const { name } = session.loaded.profile;
  for (const { tool, state, note } of reports)
    if (state === "failed") say(refusalText(`${tool} could not look at everything: ${note}`, name));
  const findings = reports.flatMap((report) => report.findings);
  for (const { tool, severity, file, line, id, message } of findings.slice(0, mostTold)) {
    const place = line === undefined ? file : `${file}, line ${line}`;
    say(refusalText(`${tool} found (${severity}) in ${place}: ${message} (${id})`, name));
  }
  if (findings.length > mostTold)
    say(refusalText(`${findings.length - mostTold} more findings are not told here`, name));
}
