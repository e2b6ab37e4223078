import type { LayerReport, RunResult, ScanReport } from "../base/index.ts";
import type { Means } from "../changes/index.ts";
import type { Launch } from "../confine/index.ts";
import { type RunOptions, runSwept, type Talk } from "../run/index.ts";
import type { SecretDetector } from "../observe/index.ts";
import { type ConfirmProgram, openAsking } from "./ask-execs.ts";
import { createExecGate, type ExecGate } from "./exec-gate.ts";
import { detectorOf } from "./found-secrets.ts";
import { lookAtGit } from "./look-at-git.ts";
import type { PlanOwn } from "./plan-own.ts";
import { networkHint } from "./network-hint.ts";
import { createLedger, type Ledger, openFor, type Say, withNetwork } from "./network-ledger.ts";
import { type Ending, failureCode, openRecorder, type Recorder } from "./record-request.ts";
import { refusalText } from "./refusal-line.ts";
import type { Scanning } from "./scanning/run-scan.ts";
import { scanChanged } from "./scanning/scan-changed.ts";
import { createLook } from "./scanning/create-look.ts";
import type { Session } from "./session.ts";
import { outputFor, type TakeOutput } from "./output-for.ts";
import { openTransaction } from "./transaction.ts";
import type { ProjectWatch } from "./watching/watch-project.ts";
import { changedByCommand, seenBy, watchFor } from "./watching/watch-session.ts";

/** What was planned, corrected by what the start found out. */
export function layersHeld({ layers }: Launch, { missing = [] }: RunResult): readonly LayerReport[] {
  return layers.map((planned) => missing.find(({ name }) => name === planned.name) ?? planned);
}

/** What ties a run to its caller beside the process's own descriptors and signals. */
interface Tied {
  readonly signal?: AbortSignal;
  readonly takeOutput?: TakeOutput;
  readonly talk?: Talk;
  readonly confirm?: ConfirmProgram;
}

interface Recording {
  readonly ending: Ending;
  readonly say: Say;
  readonly tied: Tied;
  readonly means: Means;
  readonly planOwn: PlanOwn;
  /** Makes a sandbox in which nothing can be written, with the request's ways to other hosts. */
  readonly planScan: PlanOwn;
}

/** The log opens while the command starts, and its record is prepared, which costs no time; a log that can't be written ends the command. */
export async function runRecorded(
  session: Session,
  launch: Launch,
  { ending, say: tell, tied, means, planOwn, planScan }: Recording,
): Promise<RunResult> {
  using asking = openAsking(session, tied.confirm, tell);
  const { say } = asking;
  const stop = new AbortController();
  const ledger = createLedger(session, ending, { say, stop: () => stop.abort() });
  const scanning = { session, judgement: ending.judgement, plan: planScan, say, signal: stop.signal, ledger };
  const ahead = createLook(scanning, { launch, means });
  using transaction = openTransaction(session, ending.judgement, { launch, means, look: ahead.look });
  await using watching = await watchFor(session);
  const watch = gateOf(session, launch, { ending, say, planOwn, search: ahead.search, asking });
  const network = launch.egress && openFor(session, ledger);
  const running = runSwept(launch, {
    ...startedBy(session),
    signal: tied.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, tied.signal]),
    ...(watch && { watch }),
    ...(network && { network: network.sockets }),
    ...(transaction && { overlayStore: transaction.overlayStore, land: transaction.land }),
    ...outputFor(detectorOf(session.loaded.profile), tied),
  });
  try {
    using recorder = ledger.open(openRecorder(session, { ...ending, layers: launch.layers }));
    const result = await withNetwork(running, network);
    transaction?.keep();
    const execs = watch?.trace();
    const changed = await lookBehind(scanning, { watching, launch, ahead: ahead.scans() });
    const ended = { ...ending, layers: layersHeld(launch, result), result };
    recordRun(recorder, ledger, { ...ended, ...(execs && { execs }), ...changed });
    sayHint(networkHint(launch, result.status, execs), session, say);
    return result;
  } catch (error) {
    stop.abort();
    await network?.close();
    await running.catch(() => undefined); // its own failure is the one that is thrown, or comes second to the log's
    throw error;
  }
}

function startedBy({ host, surroundings: { ignored } }: Session): Pick<RunOptions, "warden" | "ignored"> {
  return { warden: host.places.warden, ...(ignored && { ignored }) };
}

/** What went wrong with one of its requests to other hosts is thrown; where that could not be recorded, the run itself is before. */
function recordRun(recorder: Recorder, ledger: Ledger, ending: Ending): void {
  const failed = ledger.close();
  if (failed !== undefined && failureCode(failed.error) !== undefined) throw failed.error;
  recorder.record({ ...ending, ...(failed && { error: "internal/audit-failed" }) });
  if (failed !== undefined) throw failed.error;
}

function sayHint(hint: string | undefined, { loaded }: Session, say: Say): void {
  if (hint !== undefined) say(refusalText(hint, loaded.profile.name));
}

interface Seen {
  readonly watching: ProjectWatch | undefined;
  readonly launch: Launch;
  /** What scanners have said before it landed. */
  readonly ahead: readonly ScanReport[];
}

/** What has changed meanwhile, and what scanners say of it; what they reach is told, and nothing after that. */
async function lookBehind(
  scanning: Scanning,
  { watching, launch, ahead }: Seen,
): Promise<Pick<Ending, "seen" | "scans">> {
  const { session, say } = scanning;
  const seen = await seenBy(watching, launch, (line) => say(refusalText(line, session.loaded.profile.name)));
  const behind = session.loaded.profile.scan.block ? [] : await scanChanged(scanning, changedByCommand(seen));
  const scans = [...ahead, ...behind];
  return { ...seen, ...(scans.length > 0 && { scans }) };
}

interface Gated extends Pick<Recording, "ending" | "say" | "planOwn"> {
  readonly search: ReturnType<typeof createLook>["search"];
  readonly asking: Pick<ReturnType<typeof openAsking>, "ask" | "begin">;
}

function gateOf(session: Session, launch: Launch, { ending, asking, ...rest }: Gated): ExecGate | undefined {
  const detector = detectorOf(session.loaded.profile);
  const gate = launch.gate && createExecGate(session, ending.judgement, launch, asking.ask);
  const watch = gate && { ...gate, begin: asking.begin };
  const { command } = ending.judgement.request.input;
  const words = { command: typeof command === "string" ? command : "" };
  return watch && detector ? { ...watch, look: lookFor(session, { detector, watch, ...words, ...rest }) } : watch;
}

interface Searching {
  readonly detector: SecretDetector;
  readonly planOwn: PlanOwn;
  readonly search: ReturnType<typeof createLook>["search"];
  readonly watch: ExecGate;
  readonly command: string;
  readonly say: Say;
}

/** What git is about to make known is searched first, and refused or told. */
function lookFor(
  session: Session,
  { detector, planOwn, search, watch, command, say }: Searching,
): NonNullable<ExecGate["look"]> {
  const { name, secrets } = session.loaded.profile;
  return (question) =>
    lookAtGit(
      {
        session,
        detector,
        plan: planOwn,
        search,
        command,
        found: (asked, [first, ...rest]) => {
          if (first.effect === "deny") return watch.refused(asked, { effect: "deny", reasons: [first, ...rest] });
          if (secrets.alert) for (const { message } of [first, ...rest]) say(refusalText(message, name));
          return undefined;
        },
      },
      question,
    );
}
