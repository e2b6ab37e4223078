import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { Landlock, Launch, Mount } from "./launch.ts";

/** Tells of paths of the host whether a launch's command could write them, as far as the walls decide. */
export function mayWrite({ mounts, landlock }: Pick<Launch, "mounts" | "landlock">): (path: AbsolutePath) => boolean {
  if (mounts.length > 0) return (path) => writableBinds(mounts).some((at) => isShownAt(path, at, mounts));
  return landlock === undefined ? () => true : (path) => isOpen(path, landlock);
}

type Bind = Extract<Mount, { kind: "bind" }>;

function writableBinds(mounts: readonly Mount[]): readonly Bind[] {
  return mounts.filter((mount) => mount.kind === "bind").filter(({ writable }) => writable);
}

/** Whether it is this mount that is seen where the path stands inside: a later one lies over it, and a seal over the one of its target. */
function isShownAt(path: AbsolutePath, bind: Bind, mounts: readonly Mount[]): boolean {
  if (!isBeneath(path, bind.source)) return false;
  const inside = parseAbsolutePath(`.${path.slice(bind.source === "/" ? 0 : bind.source.length)}`, bind.target);
  const isOver = ({ kind, target }: Mount): boolean =>
    kind === "seal" ? target === bind.target : isBeneath(inside, target);
  return mounts.findLast(isOver) === bind;
}

/** The longest of the paths that it lies beneath decides. */
function isOpen(path: AbsolutePath, { none, read, write }: Landlock): boolean {
  const depth = (paths: readonly AbsolutePath[]): number =>
    Math.max(-1, ...paths.filter((one) => isBeneath(path, one)).map(({ length }) => length));
  return depth(write) > Math.max(depth(read), depth(none));
}
