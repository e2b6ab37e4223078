import type { AbsolutePath } from "../base/index.ts";
import type { Traces } from "./launch.ts";
import type { ViewRequest } from "./launch-request.ts";
import type { PathFacts } from "./path-facts.ts";
import type { FileView } from "./plan-files.ts";
import { coverOf, hostPath, type Spot } from "./spot.ts";

/** What the host lacks and the mounts need: stand-ins for denied paths, mount points, files of the client's. */
export function planTraces(request: ViewRequest, view: FileView, paths: PathFacts, cwd: AbsolutePath): Traces {
  const { root } = request.profile.sandbox;
  const onHost = (path: AbsolutePath): AbsolutePath => hostPath(root, path);
  const absent = view.masked.filter((denied) => denied.absent);
  const missing = view.base === "empty" ? [] : view.spots.filter((spot) => lacksTarget(spot, view.spots, paths));
  const sockets = missing.filter(({ path }) => request.profile.sandbox.unixSockets.includes(path));
  const folders = missing.filter((spot) => !sockets.includes(spot)).map(({ path }) => path);
  const standing =
    root === undefined ? [] : [request.places.home, cwd].filter((path) => paths.at.get(path)?.kind === "absent");
  return {
    guardFiles: [...absent.filter(({ shape }) => shape === "file"), ...sockets].map(({ path }) => onHost(path)),
    guardFolders: absent.filter(({ shape }) => shape === "folder").map(({ path }) => onHost(path)),
    scaffolds: [...new Set([...folders, ...standing])].map(onHost),
    frameFiles: request.frameFiles,
  };
}

/** Mounted into a folder of the host's in which there is nothing to mount on. */
function lacksTarget({ path, mount }: Spot, spots: readonly Spot[], paths: PathFacts): boolean {
  if (mount.kind === "mask" || mount.kind === "seal" || paths.at.get(path)?.kind !== "absent") return false;
  const around = coverOf(
    spots.filter((spot) => spot.path !== path),
    path,
  );
  return around?.mount.kind === "bind";
}
