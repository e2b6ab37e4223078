import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { FileView } from "./plan-files.ts";
import { coverOf, hostPath, type Spot } from "./spot.ts";

/**
 * The same file tree in the names of the host, for walls that mount nothing: what a command finds in the folder that stands in for `/`
 * it has to reach there.
 */
export function seenFromHost(view: FileView, root: AbsolutePath | undefined): FileView {
  if (root === undefined) return view;
  return { ...view, spots: view.spots.map((spot) => ({ ...spot, path: hostSide(spot.path, view.spots) })) };
}

function hostSide(path: AbsolutePath, spots: readonly Spot[]): AbsolutePath {
  const bound = coverOf(
    spots.filter(({ mount }) => mount.kind !== "mask" && mount.kind !== "stand-in" && mount.kind !== "script"),
    path,
  );
  if (bound?.mount.kind !== "bind") return path;
  return hostPath(bound.mount.source, parseAbsolutePath(`/${path.slice(bound.path.length)}`));
}
