import type { AbsolutePath, ScanFinding, ScanReport } from "../../base/index.ts";
import { findingsFrom, readPrinted, type ReadScan } from "../../observe/index.ts";
import type { EffectiveProfile } from "../../policy/index.ts";
import { runCaptured } from "../../run/index.ts";
import { createExecGate } from "../exec-gate.ts";
import type { Judgement } from "../judge.ts";
import type { PlanOwn } from "../plan-own.ts";
import { type Ledger, openFor, type Say, withNetwork } from "../network-ledger.ts";
import type { Session } from "../session.ts";
import { lacksOverlays } from "../transaction.ts";
import type { PlannedScan, ScanRun } from "./plan-scans.ts";
import { findTool } from "./tool-programs.ts";

/** What is needed to look at what a request has changed, or is to change. */
export interface Scanning {
  readonly session: Session;
  readonly judgement: Judgement;
  /** Makes a sandbox in which nothing can be written. */
  readonly plan: PlanOwn;
  /** Where a scanner's requests to other hosts are written down. */
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  readonly say: Say;
  /** Folders as they would be, and where that lies. Absent: they are looked at as they are. */
  readonly shadow?: { readonly roots: readonly AbsolutePath[]; readonly folder: AbsolutePath };
}

const timeoutSeconds = 60;
const mostBytes = 16 * 1024 * 1024;

/** What is told of at all: what stops a landing is never too little. */
function thresholdOf({ block, threshold }: EffectiveProfile["scan"]): ScanFinding["severity"] {
  return block && threshold === "critical" ? "high" : threshold;
}

/** Runs one scanner, and reads what it says. Throws only where its sandbox can't be covered in the way that was tried. */
export async function runScan(scanning: Scanning, { tool, scanner, runs, leftOut }: PlannedScan): Promise<ScanReport> {
  const { host, loaded } = scanning.session;
  const program = findTool(scanning.session, { programs: [scanner.program], install: scanner.install });
  if (typeof program !== "string") return { tool, state: "absent", note: program.note, findings: [] };
  const read: ReadScan[] = [];
  for (const run of runs) read.push(await runOne(scanning, { tool, scanner, program, run }));
  const [note] = [...read.flatMap(({ unread }) => unread ?? []), ...(leftOut === undefined ? [] : [leftOut])];
  const findings = findingsFrom(
    thresholdOf(loaded.profile.scan),
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
  if (scanning.session.loaded.profile.sandbox.root !== undefined && scanning.shadow === undefined)
    return unread("scanners do not run where a folder stands in for /");
  try {
    const { result, stdout, isCut } = await runInside(scanning, [program, ...scanner.words(run.files)], run.cwd);
    if (isCut) return unread(`it printed more than ${mostBytes / 1024 / 1024} MB`);
    if (result.timedOut) return unread(`it did not end within ${Math.round(result.durationMs / 1000)} seconds`);
    if (result.signal !== undefined) return unread(`it was ended by ${result.signal}`);
    const [file = run.cwd] = run.files;
    return readPrinted([tool, scanner], { text: stdout.toString("utf8"), status: result.status, file });
  } catch (error) {
    if (scanning.shadow !== undefined && lacksOverlays(error)) throw error;
    return unread(error instanceof Error ? error.message : String(error));
  }
}

function runInside(
  { session, judgement, plan, ledger, signal, shadow }: Scanning,
  argv: readonly string[],
  cwd: AbsolutePath,
): ReturnType<typeof runCaptured> {
  const planned = plan(argv, cwd, timeoutSeconds);
  const launch = shadow === undefined ? planned : { ...planned, overlays: { roots: shadow.roots, through: [] } };
  const network = launch.egress === undefined ? undefined : openFor(session, ledger);
  const running = runCaptured(launch, {
    warden: session.host.places.warden,
    mostBytes,
    signal,
    ...(shadow && { overlayStore: shadow.folder }),
    ...(launch.gate && { watch: createExecGate(session, judgement, launch) }),
    ...(network && { network: network.sockets }),
  });
  return withNetwork(running, network);
}
