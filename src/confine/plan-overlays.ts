import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { HostFacts } from "./host-facts.ts";
import type { Launch } from "./launch.ts";
import type { LaunchRequest } from "./launch-request.ts";
import type { FileView } from "./plan-files.ts";
import { clientFiles } from "./shown-spots.ts";

const wholeHost = parseAbsolutePath("/");

/** What the host's folders are covered with while a command runs whose changes land together; absent where they need not. */
export function planOverlays(request: LaunchRequest, view: FileView): Launch["overlays"] {
  const roots = outermost(writtenTo(request, view));
  if (roots.length === 0 || roots.includes(wholeHost)) return undefined;
  const covers = (path: AbsolutePath): boolean => roots.some((root) => isBeneath(path, root));
  return {
    roots: [...roots, ...mountedIn(roots, request.host)],
    through: clientFiles(request, request.paths).filter(covers),
  };
}

/** The host's own root can't be covered. */
export function isTooWide(request: LaunchRequest, view: FileView): boolean {
  return request.profile.sandbox.transaction !== "off" && writtenTo(request, view).includes(wholeHost);
}

function writtenTo({ profile, places, frameFiles }: LaunchRequest, { spots }: FileView): readonly AbsolutePath[] {
  if (profile.sandbox.transaction === "off" && !profile.write.backupOnOverwrite) return [];
  const apart = new Set<AbsolutePath>([places.projectCache, ...frameFiles, ...profile.sandbox.unixSockets]);
  return spots.flatMap(({ mount }) =>
    mount.kind === "bind" && mount.writable && !apart.has(mount.source) ? [mount.source] : [],
  );
}

function outermost(paths: readonly AbsolutePath[]): readonly AbsolutePath[] {
  const all = [...new Set(paths)];
  return all
    .filter((path) => !all.some((other) => other !== path && isBeneath(path, other)))
    .toSorted((one, other) => one.length - other.length);
}

/** An overlay shows one file system: what is mounted further in is covered by itself. */
function mountedIn(roots: readonly AbsolutePath[], { mountPoints }: HostFacts): readonly AbsolutePath[] {
  const inside = mountPoints.filter((point) => roots.some((root) => point !== root && isBeneath(point, root)));
  return [...new Set(inside)].toSorted((one, other) => one.length - other.length);
}
