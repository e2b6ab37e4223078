import { EnforcementError } from "../base/index.ts";
import { type HostFacts, type Launch, pathQuestions, planLaunch, type Script } from "../confine/index.ts";
import { type EffectiveProfile, withWalledRules } from "../policy/index.ts";
import { gatherHostFacts, gatherPathFacts } from "../run/index.ts";
import type { Judgement } from "./judge.ts";
import { launchPlaces } from "./launch-places.ts";
import { withOwnSearch } from "./out-of-reach.ts";
import { refuseReplaceable } from "./own-profiles.ts";
import type { PlanOwn } from "./plan-own.ts";
import { requireRoot } from "./real-root.ts";
import { onlyReading } from "./scanning/only-reading.ts";
import { type Session, standIn } from "./session.ts";

/** What is to be started. */
export interface Program {
  /** The program with its arguments, `["bash", "-c", …]`. */
  readonly argv: readonly string[];
  /** The same with the paths of its text mapped into the profile's `sandbox.root`: what runs where no mounts do that. */
  readonly mapped?: readonly string[];
  /** Seconds; only ever narrows the profile's. */
  readonly timeoutSeconds: number | undefined;
  /** The script that the program opens: what was judged stands in its place. */
  readonly script?: Script;
}

/** The sandboxes of programs of ours, like the request's own. */
export function planOwnOf(session: Session, judgement: Judgement, known: Partial<HostFacts> = {}): PlanOwn {
  return (argv, cwd, timeoutSeconds) =>
    withoutWays(withOwnSearch(session, planRun(standIn(session, cwd), judgement, { argv, timeoutSeconds }, known)));
}

/** The sandboxes of programs that look at what a request has changed. */
export function planScanOf(session: Session, judgement: Judgement, known: Partial<HostFacts> = {}): PlanOwn {
  return (argv, cwd, timeoutSeconds, shown) => {
    const reading = onlyReading(standIn(session, cwd), shown);
    return withOwnSearch(session, planRun(reading, { ...judgement, frameFiles: [] }, { argv, timeoutSeconds }, known));
  };
}

/** What is ours reaches no host, and is to see the files as they are. */
function withoutWays(launch: Launch): Launch {
  return { ...launch, egress: undefined, overlays: undefined };
}

/** The launch that would be started: for running and for `explain`. Throws an `EnforcementError` when it can't stand. */
export function planRun(
  session: Session,
  judgement: Judgement,
  start: Program,
  known: Partial<HostFacts> = {},
): Launch {
  const { profile } = session.loaded;
  refuseUnenforced(profile);
  refuseReplaceable(session);
  const places = launchPlaces(session.host.places);
  // INVARIANT I6: a denial by rule is a name's; the walls hold the object.
  requireRoot(profile);
  const walled = withWalledRules(profile, session.host.places);
  const view = {
    profile: walled,
    places,
    cwd: session.host.places.cwd,
    frameFiles: judgement.frameFiles,
    ...(start.script === undefined ? {} : { script: start.script }),
  };
  const host = { ...gatherHostFacts(), ...known };
  const paths = gatherPathFacts(pathQuestions(view), { warden: session.host.places.warden, home: places.home });
  const launch = planLaunch({
    ...view,
    host,
    paths,
    argv: start.argv,
    mappedArgv: start.mapped,
    env: session.surroundings.env,
    timeoutSeconds: start.timeoutSeconds,
    egress: session.surroundings.openNetwork !== undefined,
  });
  if ("kind" in launch) {
    throw new EnforcementError(launch.code, launch.message, launch.layer === undefined ? {} : { layer: launch.layer });
  }
  return launch;
}

/** INVARIANT I4: what would let through more than the profile says stops the request. */
function refuseUnenforced(profile: EffectiveProfile): void {
  const [missing] = profile.unenforced.filter((part) => !part.withholds);
  if (missing !== undefined) {
    throw new EnforcementError(
      "enforcement/not-enforced-yet",
      `the profile ${profile.name} asks for ${missing.pointer}, which can't be enforced yet: ${missing.note}`,
      { pointer: missing.pointer },
    );
  }
}
