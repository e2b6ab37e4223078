import { randomBytes } from "node:crypto";
import type { LayerReport, NetworkEntry, RunResult } from "../base/index.ts";
import type { Means } from "../changes/index.ts";
import type { Launch } from "../confine/index.ts";
import { type Network, runSwept } from "../run/index.ts";
import { createStreamRedactor, type SecretDetector } from "../observe/index.ts";
import { createExecGate, type ExecGate } from "./exec-gate.ts";
import { detectorOf } from "./found-secrets.ts";
import { followPolicy } from "./follow-policy.ts";
import { lookAtGit, type PlanOwn } from "./look-at-git.ts";
import { networkHint } from "./network-hint.ts";
import { openingNetwork } from "./network.ts";
import { type Ending, openRecorder, type Recorder } from "./record-request.ts";
import { refusalText } from "./refusal-line.ts";
import type { Session } from "./session.ts";
import { openTransaction } from "./transaction.ts";
import { takeRequest } from "./usage/take-usage.ts";
import { seenBy, watchFor } from "./watching/watch-session.ts";

/** How to tell the caller what can't wait for the end. */
export type Say = (line: string) => void;

/** How many refused hosts a caller hears of. */
const mostTold = 100;

/** What was planned, corrected by what the start found out. */
export function layersHeld({ layers }: Launch, { missing = [] }: RunResult): readonly LayerReport[] {
  return layers.map((planned) => missing.find(({ name }) => name === planned.name) ?? planned);
}

interface Recording {
  readonly ending: Ending;
  readonly say: Say;
  readonly means: Means;
  readonly planOwn: PlanOwn;
}

/** The log opens while the command starts, which costs no time; a log that can't be written ends the command. */
export async function runRecorded(
  session: Session,
  launch: Launch,
  { ending, say, means, planOwn }: Recording,
): Promise<RunResult> {
  using transaction = openTransaction(session, ending.judgement, { launch, means });
  const detector = detectorOf(session.loaded.profile);
  await using watching = await watchFor(session);
  const stop = new AbortController();
  const watch = launch.gate === undefined ? undefined : createExecGate(session, ending.judgement, launch);
  const look = watch && detector && lookFor(session, { detector, planOwn, watch, say });
  const ledger = createLedger(session, ending, { say, stop: () => stop.abort() });
  const network = launch.egress === undefined ? undefined : openFor(session, ledger);
  const running = runSwept(launch, {
    warden: session.host.places.warden,
    signal: stop.signal,
    ...(watch && { watch: look === undefined ? watch : { ...watch, look } }),
    ...(network && { network: network.sockets }),
    ...(transaction && { overlayStore: transaction.overlayStore, land: transaction.land }),
    ...(detector && { output: { stdout: createStreamRedactor(detector), stderr: createStreamRedactor(detector) } }),
  });
  try {
    using recorder = openRecorder(session);
    ledger.open(recorder);
    const result = await withNetwork(running, network);
    transaction?.keep();
    ledger.close();
    const execs = watch?.trace();
    const seen = await seenBy(watching, launch, (line) => say(refusalText(line, session.loaded.profile.name)));
    recorder.record({ ...ending, layers: layersHeld(launch, result), result, ...(execs && { execs }), ...seen });
    const hint = networkHint(launch, result.status, execs);
    if (hint !== undefined) say(refusalText(hint, session.loaded.profile.name));
    return result;
  } catch (error) {
    stop.abort();
    await network?.close();
    await running.catch(() => undefined); // its own failure is the one that is thrown, or comes second to the log's
    throw error;
  }
}

interface Searching {
  readonly detector: SecretDetector;
  readonly planOwn: PlanOwn;
  readonly watch: ExecGate;
  readonly say: Say;
}

/** What git is about to make known is searched first, and refused or told. */
function lookFor(session: Session, { detector, planOwn, watch, say }: Searching): ExecGate["look"] {
  const { name, secrets } = session.loaded.profile;
  return (question) =>
    lookAtGit(
      {
        session,
        detector,
        plan: planOwn,
        found: (asked, [first, ...rest]) => {
          if (first.effect === "deny") return watch.refused(asked, { effect: "deny", reasons: [first, ...rest] });
          if (secrets.alert) for (const { message } of [first, ...rest]) say(refusalText(message, name));
          return undefined;
        },
      },
      question,
    );
}

/** What it lets go of last belongs before the command's own record, however the run ended. */
async function withNetwork(running: Promise<RunResult>, network: OpenNetworkOfRun | undefined): Promise<RunResult> {
  try {
    return await running;
  } finally {
    await network?.close();
  }
}

interface OpenNetworkOfRun {
  readonly sockets: Network;
  readonly close: () => Promise<void>;
}

/** Opens while the command starts, too: nobody connects before that. */
function openFor(session: Session, { note, fail }: Ledger): OpenNetworkOfRun | undefined {
  const { openNetwork } = session.surroundings;
  if (openNetwork === undefined) return undefined;
  const credentials = `sallyport:${randomBytes(24).toString("base64url")}`;
  const admit = (limit: number): boolean => {
    try {
      return takeRequest(session, limit);
    } catch (error) {
      fail(error);
      return false;
    }
  };
  const opening = openNetwork({ credentials, policy: followPolicy(session), admit, record: note, failed: fail });
  opening.catch(fail);
  return {
    sockets: openingNetwork(credentials, opening),
    close: async () => (await opening.catch(() => undefined))?.[Symbol.asyncDispose](), // a failure has been noted
  };
}

/** Where a run's requests to other hosts are written down as they end. */
interface Ledger {
  readonly open: (recorder: Recorder) => void;
  readonly note: (entry: NetworkEntry) => void;
  /** Ends the run. */
  readonly fail: (error: unknown) => void;
  /** Throws when one of them could not be written. */
  readonly close: () => void;
}

interface Alarms {
  readonly say: Say;
  readonly stop: () => void;
}

function createLedger(session: Session, { judgement }: Ending, { say, stop }: Alarms): Ledger {
  const told = new Set<string>();
  let recorder: Recorder | undefined;
  let failure: { readonly error: unknown } | undefined;
  const tell = (message: string): void => {
    if (told.has(message) || told.size > mostTold) return;
    told.add(message);
    const { name } = session.loaded.profile;
    say(refusalText(told.size > mostTold ? "further refusals of hosts are in the record alone" : message, name));
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    stop();
  };
  return {
    open: (opened) => {
      recorder = opened;
    },
    note: (entry) => {
      if (entry.verdict !== "allow") tell(entry.message);
      try {
        recorder?.recordNetwork(judgement, entry);
      } catch (error) {
        fail(error);
      }
    },
    fail,
    close: () => {
      recorder = undefined;
      if (failure !== undefined) throw failure.error;
    },
  };
}
