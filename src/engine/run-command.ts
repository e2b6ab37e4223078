import { EnforcementError, type Outcome } from "../base/index.ts";
import type { HostFacts, Launch, Script } from "../confine/index.ts";
import type { Talk } from "../run/index.ts";
import { answered } from "./answered.ts";
import type { ConfirmProgram } from "./ask-execs.ts";
import type { Judgement } from "./judge.ts";
import type { Say } from "./network-ledger.ts";
import type { TakeOutput } from "./output-for.ts";
import { planOwnOf, planRun, planScanOf, type Program } from "./plan-run.ts";
import { type Ending, failureCode, recordOver } from "./record-request.ts";
import { recoverLandings } from "./recover.ts";
import { refusalText } from "./refusal-line.ts";
import { layersHeld, runRecorded } from "./run-recorded.ts";
import { type Session, sessionUnder } from "./session.ts";
import { lacksOverlays } from "./transaction.ts";
import { pathsUsed } from "./usage/paths-used.ts";
import { takeUsage, type UsageTaken } from "./usage/take-usage.ts";
import { withSessionTls } from "./with-session-tls.ts";

export { type ConfirmProgram, planRun, type Script };

/** How a judged request is to be started. */
export interface Start extends Program {
  /** Tells the caller of what is refused while it runs. */
  readonly say?: Say;
  /** Ends it at once, with all that it has started, when aborted. */
  readonly signal?: AbortSignal;
  /** Takes what it prints as it comes. Without it the command has our own descriptors, and our input. */
  readonly takeOutput?: TakeOutput;
  /** Talks to it by its standard input and output; the terminal is left to it on standard error. */
  readonly talk?: Talk;
  /** Asks about programs that start within it and have to be confirmed. Without it they are refused. */
  readonly confirm?: ConfirmProgram;
}

/**
 * Runs what was judged, if the verdict is allow. INVARIANT I8: it ends in exactly one record either way. A layer that the
 * profile requires and the host lacks is an `EnforcementError`, recorded too; nothing has been started then.
 */
export async function runJudged(stay: Session, judgement: Judgement, start: Start): Promise<Outcome> {
  const session = sessionUnder(stay, judgement);
  const time = new Date();
  const decision = answered(judgement);
  const ending = { time, judgement, decision, layers: [] };
  if (decision.effect !== "allow") return refuse(session, ending);
  try {
    for (const line of recoverLandings(session.host.places, { isLooking: false }))
      start.say?.(refusalText(line, session.loaded.profile.name));
    const taken = takeUsage(session, judgement, pathsUsed(judgement));
    if (!taken.ok) return refuse(session, { ...ending, decision: taken.decision });
    return await runTaken(session, { ending, start }, taken);
  } catch (error) {
    const code = failureCode(error);
    if (code !== undefined) recordOver(session, { ...ending, error: code });
    throw error;
  }
}

function refuse(session: Session, ending: Ending): Outcome {
  recordOver(session, ending);
  return { decision: ending.decision, enforced: [] };
}

interface Wanted {
  readonly ending: Ending;
  readonly start: Start;
}

const neverStarted: ReadonlySet<string> = new Set(["enforcement/layer-missing", "enforcement/not-enforced-yet"]);

/** Runs what was counted, for as long as the session still lasts. */
async function runTaken(
  session: Session,
  { ending, start }: Wanted,
  { seconds, giveBack }: UsageTaken,
): Promise<Outcome> {
  const { name } = session.loaded.profile;
  const say = start.say ?? (() => undefined);
  const timeoutSeconds =
    seconds === undefined ? start.timeoutSeconds : Math.min(start.timeoutSeconds ?? seconds, seconds);
  try {
    using opened = await withSessionTls(session);
    for (const line of opened.lines) say(refusalText(line, name));
    const plan = (known: Known): Launch =>
      planRun(opened.session, ending.judgement, { ...start, timeoutSeconds }, known);
    const outcome = await runWherePossible(opened.session, { plan, ending, say, tied: start }, {});
    const { timedOut = false, durationMs = 0 } = outcome.result ?? {};
    if (timedOut && seconds !== undefined && durationMs >= seconds * 1000)
      say(refusalText("it was ended with the time of its session (session_timeout_minutes)", name));
    return outcome;
  } catch (error) {
    if (error instanceof EnforcementError && neverStarted.has(error.code)) giveBack();
    throw error;
  }
}

/** How often it is planned anew for a host that changes meanwhile. */
const mostPlans = 5;

/** What a plan was made for may have gone, or have changed, when the mounts are made: as long as nothing has run it is planned again. */
async function runCurrent(session: Session, planned: Planned, known: Known): Promise<Outcome> {
  const plan = (): Launch => planned.plan(known);
  let launch = plan();
  for (let plans = 1; ; plans += 1) {
    try {
      return await runPlanned(session, launch, planned, known);
    } catch (error) {
      const isSetUp =
        error instanceof EnforcementError && ["bubblewrap", "traces"].includes(String(error.details["step"]));
      if (!isSetUp || plans === mostPlans) throw error;
      const next = plan();
      if (isSameStart(launch, next)) throw error;
      launch = next;
    }
  }
}

function isSameStart(one: Launch, other: Launch): boolean {
  const told = ({ bwrap, traces: { guardFiles, guardFolders, scaffolds, frameFiles } }: Launch): string =>
    JSON.stringify([bwrap, guardFiles, guardFolders, scaffolds, frameFiles]);
  return told(one) === told(other);
}

/** What an attempt has shown of the host that can't be looked up. */
interface Known extends Partial<Pick<HostFacts, "userNamespaces" | "networkNamespaces">> {
  readonly overlays?: false;
}

interface Planned {
  readonly plan: (known: Known) => Launch;
  readonly ending: Ending;
  readonly say: Say;
  readonly tied: Pick<Start, "signal" | "takeOutput" | "talk" | "confirm">;
}

/** Only an attempt tells which namespaces this host permits; nothing has run when it says no. */
async function runWherePossible(session: Session, planned: Planned, known: Known): Promise<Outcome> {
  return await runCurrent(session, planned, known).catch((error: unknown) => {
    const learned = learnedFrom(error, session);
    const isNew = Object.keys(learned).some((key) => !(key in known));
    if (!isNew) throw error;
    return runWherePossible(session, planned, { ...known, ...learned });
  });
}

/** Without namespaces Landlock stands in, where the profile leaves that open; without a network nothing leads out. */
function learnedFrom(error: unknown, session: Session): Known {
  const { backend, root } = session.loaded.profile.sandbox;
  if (lacksOverlays(error)) return { overlays: false };
  if (!(error instanceof EnforcementError) || error.code !== "enforcement/layer-missing") return {};
  if (error.details["layer"] === "network") return { networkNamespaces: false };
  const isOpen = backend === "auto" && root === undefined;
  return isOpen && error.details["layer"] === "namespaces" ? { userNamespaces: false } : {};
}

async function runPlanned(
  session: Session,
  launch: Launch,
  { ending, say, tied }: Planned,
  known: Known,
): Promise<Outcome> {
  const means = known.overlays === false ? "copy" : "overlay";
  const planOwn = planOwnOf(session, ending.judgement, known);
  const planScan = planScanOf(session, ending.judgement, known);
  const result = await runRecorded(session, launch, { ending, say, tied, means, planOwn, planScan });
  return { decision: ending.decision, result, enforced: layersHeld(launch, result) };
}
