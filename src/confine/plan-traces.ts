import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { keptPaths } from "./guard-spots.ts";
import { standingFolders } from "./inside-root.ts";
import type { Traces } from "./launch.ts";
import type { ViewRequest } from "./launch-request.ts";
import type { PathFacts } from "./path-facts.ts";
import type { FileView } from "./plan-files.ts";
import { clientFiles } from "./shown-spots.ts";
import { coverOf, hostPath, type Spot } from "./spot.ts";

/** What the host lacks and the mounts need: stand-ins for denied paths, mount points, files of the client's. */
export function planTraces(request: ViewRequest, view: FileView, paths: PathFacts): Traces {
  const { root } = request.profile.sandbox;
  const onHost = (path: AbsolutePath): AbsolutePath => hostPath(root, path);
  const absent = view.masked.filter((denied) => denied.absent);
  const mountedOn = view.base === "empty" ? [] : view.spots.filter((spot) => needsTarget(spot, view.spots, paths));
  const fileTargets = [...request.profile.sandbox.unixSockets, ...clientFiles(request, paths)];
  const files = mountedOn.filter(({ path }) => fileTargets.includes(path));
  const folders = mountedOn.filter((spot) => !files.includes(spot)).map(({ path }) => path);
  const standing = root === undefined ? [] : standingFolders(request, paths);
  const named = view.ownName?.scaffold === true ? [view.ownName.path] : [];
  return {
    guardFiles: [...files.map(({ path }) => onHost(path)), ...scriptGuards(view.spots)],
    guardFolders: [...absent.map(({ path }) => path), ...keptPaths(view.spots, paths).reserved].map(onHost),
    scaffolds: [...new Set([...folders, ...standing, ...named])].map(onHost),
    frameFiles: clientFiles(request, paths),
    seen: paths.trees.seen,
  };
}

/**
 * Mounted into a folder of the host's, where there may be nothing to mount on, or only what another sandbox has put
 * there for as long as it runs.
 */
function needsTarget({ path, mount }: Spot, spots: readonly Spot[], paths: PathFacts): boolean {
  const fact = paths.at.get(path);
  if (
    mount.kind === "mask" ||
    mount.kind === "stand-in" ||
    mount.kind === "script" ||
    mount.kind === "resolver" ||
    mount.kind === "seal" ||
    fact === undefined ||
    fact.real !== path
  )
    return false;
  const around = coverOf(
    spots.filter((spot) => spot.path !== path),
    path,
  );
  return around?.mount.kind === "bind";
}

/** In a folder of the host's the script's place must exist, also when the script itself has just gone. */
function scriptGuards(spots: readonly Spot[]): readonly AbsolutePath[] {
  return spots.flatMap((spot) => {
    if (spot.mount.kind !== "script") return [];
    const around = coverOf(
      spots.filter((other) => other !== spot),
      spot.path,
    );
    if (around?.mount.kind !== "bind") return [];
    return [hostPath(around.mount.source, parseAbsolutePath(`/${spot.path.slice(around.path.length)}`))];
  });
}
