import type { AbsolutePath } from "../base/index.ts";
import { bwrapArgv, type MountMeans } from "./bwrap-argv.ts";
import { chooseBackend } from "./choose-backend.ts";
import { keptPaths, noteWeaker } from "./guard-spots.ts";
import { seenFromHost } from "./host-view.ts";
import { asSeenInside, factsInside, standingFolders } from "./inside-root.ts";
import type { EnforcementProblem, Launch } from "./launch.ts";
import {
  hiddenFolder,
  rootNeedsWalls,
  tooManyMatches,
  tooWide,
  transactionNeedsMounts,
  unreadScript,
  withoutBwrap,
} from "./launch-problems.ts";
import type { LaunchRequest } from "./launch-request.ts";
import { planEgress } from "./plan-egress.ts";
import { planEnv } from "./plan-env.ts";
import { type FileView, planFiles } from "./plan-files.ts";
import { planFilter } from "./plan-filter.ts";
import { planGate } from "./plan-gate.ts";
import { planLandlockAlone, planLandlockSecond } from "./plan-landlock.ts";
import { missingLayer, planLayers } from "./plan-layers.ts";
import { planCgroups, planLimits } from "./plan-limits.ts";
import { isTooWide, planOverlays } from "./plan-overlays.ts";
import { planTraces } from "./plan-traces.ts";
import { scriptPath } from "./script-spot.ts";
import { clientFiles } from "./shown-spots.ts";
import { coverOf, hostPath } from "./spot.ts";
import { workingFolder } from "./working-folder.ts";

/** Time between the polite and the final signal at a deadline. */
const graceSeconds = 2;

const noTraces: Launch["traces"] = { guardFiles: [], guardFolders: [], scaffolds: [], frameFiles: [], seen: undefined };

const wallLess = {
  bwrap: undefined,
  mounts: [],
  landlock: undefined,
  tempParent: undefined,
  traces: noTraces,
  unchanging: { kept: [], standIns: [] },
  folders: [],
  overlays: undefined,
} as const;

/**
 * Plans one command's walls: a complete description of how it is started, or what this host lacks for it. Pure: the facts
 * come in, nothing is looked up.
 */
export function planLaunch(asked: LaunchRequest): Launch | EnforcementProblem {
  const request = { ...asSeenInside(asked), paths: factsInside(asked, asked.host, asked.paths) };
  const { profile, host, paths, places } = request;
  const backend = chooseBackend(profile, host);
  // Without mounts a command finds its files by the names that they have on the host.
  const isMapped = backend === "landlock" && profile.sandbox.root !== undefined;
  const egress = planEgress(request, backend);
  const layers = planLayers(request, backend, egress);
  const missing = beyondBackend(request, backend) ?? missingLayer(profile, layers);
  if (missing !== undefined) return missing;
  const plain = {
    limits: planLimits(profile, host, backend),
    cgroups: planCgroups(profile, host, backend),
    argv: isMapped ? (request.mappedArgv ?? request.argv) : request.argv,
    env: planEnv(request, backend),
    cwd: isMapped ? hostPath(profile.sandbox.root, workingFolder(request)) : workingFolder(request),
    timeoutSeconds: least(request.timeoutSeconds, profile.bash.timeoutSeconds),
    graceSeconds,
    runtime: places.runtime,
    layers: noteWeaker(layers, paths.trees),
    gate: planGate(profile, backend),
    filter: planFilter(request, backend),
    egress,
  };
  if (backend === "none" && request.script !== undefined) return unreadScript(request.script.name);
  if (backend === "none") return { ...plain, ...wallLess, backend, script: undefined };
  if (backend === "bubblewrap" && host.bwrap === undefined) return withoutBwrap();
  if (paths.tooMany !== undefined) return tooManyMatches(paths.tooMany);
  const view = planFiles({ ...request, resolver: egress?.resolver !== undefined }, host, paths);
  const script = planScript(request, view);
  if (script === "denied") return unreadScript(request.script?.name ?? "");
  const cwd = workingFolder(request);
  if (!canStandIn(view, cwd, request)) return hiddenFolder(cwd);
  if (isTooWide(request, view)) return tooWide();
  const folders = profile.sandbox.caches === "private" ? [places.projectCache] : [];
  const walls =
    backend === "bubblewrap" && host.bwrap !== undefined
      ? planMounted(request, view, { bwrap: host.bwrap, makesNetwork: egress === undefined })
      : planShared(request, view);
  return { ...plain, ...walls, backend, script, folders };
}

type Walls = Pick<Launch, "bwrap" | "mounts" | "landlock" | "tempParent" | "traces" | "unchanging" | "overlays">;

/** A file tree of the sandbox's own. */
function planMounted(
  request: LaunchRequest,
  view: FileView,
  { bwrap, makesNetwork }: Pick<MountMeans, "bwrap" | "makesNetwork">,
): Walls {
  const { profile, host, places } = request;
  // A cgroup counts private folders with the processes; a limit of each process does not.
  const { dataBytes: privateBytes } = planLimits(profile, host, "bubblewrap");
  const { guarded, reserved } = keptPaths(view.spots, request.paths);
  const absent = view.masked.filter((denied) => denied.absent);
  return {
    bwrap: {
      path: bwrap.path,
      argv: bwrapArgv(view.mounts, { bwrap, runtime: places.runtime, privateBytes, makesNetwork }),
    },
    mounts: view.mounts,
    landlock: planLandlockSecond(request.profile, view),
    tempParent: undefined,
    traces: planTraces(request, view, request.paths),
    overlays: planOverlays(request, view),
    unchanging: { kept: guarded, standIns: [...absent.map(({ path }) => path), ...reserved] },
  };
}

/** The host's own file tree: nothing is put there but what a client expects to be written. */
function planShared(request: LaunchRequest, view: FileView): Walls {
  const { root } = request.profile.sandbox;
  const onHost = (path: AbsolutePath): AbsolutePath => hostPath(root, path);
  return {
    bwrap: undefined,
    mounts: [],
    landlock: planLandlockAlone(seenFromHost(view, root)),
    tempParent: request.places.runtime,
    traces: {
      ...noTraces,
      scaffolds: root === undefined ? [] : standingFolders(request, request.paths).map(onHost),
      frameFiles: clientFiles(request, request.paths),
      seen: request.paths.trees.seen,
    },
    unchanging: { kept: keptPaths(view.spots, request.paths).guarded.map(onHost), standIns: [] },
    overlays: undefined,
  };
}

function planScript(request: LaunchRequest, { spots }: FileView): Launch["script"] | "denied" {
  const { script } = request;
  const path = scriptPath(request);
  if (script === undefined || path === undefined) return undefined;
  return spots.some(({ mount }) => mount.kind === "script") ? { path, text: script.text } : "denied";
}

function least(...limits: readonly (number | undefined)[]): number | undefined {
  const stated = limits.filter((limit) => limit !== undefined);
  return stated.length === 0 ? undefined : Math.min(...stated);
}

/** Whether the folder to run in is there inside. */
function canStandIn({ spots }: FileView, cwd: AbsolutePath, { paths }: LaunchRequest): boolean {
  const cover = coverOf(spots, cwd);
  if (cwd === "/" || (cover?.access === "private" && cover.path === cwd)) return true;
  if (cover === undefined || cover.access === "private" || cover.access === "none") return false;
  return paths.at.get(cwd)?.kind === "folder";
}

/** What nothing on this host can give. */
function beyondBackend({ profile }: LaunchRequest, backend: Launch["backend"]): EnforcementProblem | undefined {
  const { root, transaction } = profile.sandbox;
  if (backend === "none" && root !== undefined) return rootNeedsWalls();
  return backend !== "bubblewrap" && transaction !== "off" ? transactionNeedsMounts() : undefined;
}
