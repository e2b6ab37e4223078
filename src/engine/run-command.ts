import {
  type AbsolutePath,
  type Decision,
  EnforcementError,
  type LayerReport,
  type Outcome,
  parseAbsolutePath,
  type Reason,
  SallyportError,
} from "../base/index.ts";
import { type Launch, pathQuestions, planLaunch } from "../confine/index.ts";
import { gatherHostFacts, gatherPathFacts, runLaunch } from "../run/index.ts";
import { withRulePaths } from "../policy/index.ts";
import type { Judgement } from "./judge.ts";
import { launchPlaces } from "./launch-places.ts";
import { recordRequest } from "./record-request.ts";
import type { Session } from "./session.ts";

/** How a judged request is to be started. */
export interface Start {
  /** The program with its arguments, `["bash", "-c", …]`. */
  readonly argv: readonly string[];
  /** Seconds; only ever narrows the profile's. */
  readonly timeoutSeconds: number | undefined;
}

/**
 * Runs what was judged, if the verdict is allow, and records it either way. A layer that the profile requires and
 * the host lacks is an `EnforcementError`, recorded too; nothing has been started then.
 */
export async function runJudged(session: Session, judgement: Judgement, start: Start): Promise<Outcome> {
  const time = new Date();
  const decision = answered(judgement.decision);
  if (decision.effect !== "allow") {
    const outcome: Outcome = { decision, enforced: [] };
    recordRequest(session, { time, judgement, decision, layers: [] });
    return outcome;
  }
  let layers: readonly LayerReport[] = [];
  try {
    const launch = planRun(session, judgement, start);
    layers = launch.layers;
    const result = await runLaunch(launch, { warden: session.host.places.warden });
    recordRequest(session, { time, judgement, decision, layers, result });
    return { decision, result, enforced: layers };
  } catch (error) {
    if (!(error instanceof SallyportError)) throw error;
    if (error.code !== "internal/audit-failed") {
      recordRequest(session, { time, judgement, decision, layers, error: error.code });
    }
    throw error;
  }
}

/** The launch that would be started: for running and for `explain`. Throws an `EnforcementError` when it can't stand. */
export function planRun(session: Session, judgement: Judgement, start: Start): Launch {
  const { profile } = session.loaded;
  // INVARIANT I4: what would let through more than the profile says stops the request.
  const [missing] = profile.unenforced.filter((part) => !part.withholds);
  if (missing !== undefined) {
    throw new EnforcementError(
      "enforcement/not-enforced-yet",
      `the profile ${profile.name} asks for ${missing.pointer}, which can't be enforced yet: ${missing.note}`,
      { pointer: missing.pointer },
    );
  }
  const places = launchPlaces(session.host.places);
  // INVARIANT I6: a denial by rule is a name's; the walls hold the object.
  const walled = withRulePaths(profile, session.host.places);
  const view = { profile: walled, places, cwd: session.host.places.cwd, frameFiles: frameFiles(judgement) };
  const host = gatherHostFacts();
  const launch = planLaunch({
    ...view,
    host,
    paths: gatherPathFacts(pathQuestions(view)),
    argv: start.argv,
    env: session.surroundings.env,
    timeoutSeconds: start.timeoutSeconds,
  });
  if ("kind" in launch) {
    throw new EnforcementError(launch.code, launch.message, launch.layer === undefined ? {} : { layer: launch.layer });
  }
  return launch;
}

function frameFiles(judgement: Judgement): readonly AbsolutePath[] {
  return (judgement.frame?.frameWrites ?? []).map((path) => parseAbsolutePath(path));
}

/** Nobody sits at a one-shot command to confirm it: an ask is refused, and says that it was one. */
function answered(decision: Decision): Decision {
  if (decision.effect !== "ask") return decision;
  const [first] = decision.reasons;
  const nobody: Reason = { ...first, code: "ask/nobody", message: `${first.message}; there is nobody to confirm it` };
  return { effect: "deny", reasons: [nobody, ...decision.reasons] };
}
