import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import { type DeniedPath, deniedPaths, reservedPaths } from "./denied-paths.ts";
import { type Base, fixedSpots, privateSpot, seals, sealSpot } from "./fixed-spots.ts";
import { guardSpots } from "./guard-spots.ts";
import type { HostFacts } from "./host-facts.ts";
import type { Mount } from "./launch.ts";
import type { ViewRequest } from "./launch-request.ts";
import { splitEntries } from "./listed-paths.ts";
import { type OwnName, ownName, ownNameMounts } from "./own-name.ts";
import type { PathFacts } from "./path-facts.ts";
import { resolverSpots } from "./resolver-spot.ts";
import { scriptSpots } from "./script-spot.ts";
import { homeSpot, shownSpots } from "./shown-spots.ts";
import { coverOf, depthOf, foldersBetween, hostPath, type Spot } from "./spot.ts";
import { treeSpots } from "./tree-spots.ts";
import { workingFolder } from "./working-folder.ts";

/** The sandbox's file tree: the mounts in order, and what must stand on the host for them. */
export interface FileView {
  readonly mounts: readonly Mount[];
  /** What holds at a path inside; nothing in the empty root. */
  readonly spots: readonly Spot[];
  readonly masked: readonly DeniedPath[];
  readonly base: Base;
  readonly ownName: OwnName | undefined;
}

export function planFiles(request: ViewRequest, host: HostFacts, paths: PathFacts): FileView {
  const { root } = request.profile.sandbox;
  const shown = shownSpots(request, paths);
  const base = baseOf(root, shown);
  const denied = outermost([...deniedPaths(request, host, paths), ...reservedPaths(request, paths)]);
  const wanted = [
    ...rootSpots(root),
    ...homeSpot(request, shown),
    ...shown,
    ...fixedSpots(host, base),
    ...resolverSpots(request, paths),
  ];
  const listed = openSpots([...wanted, ...scriptSpots(request, paths, wanted)], denied);
  const trees = treeSpots(paths.trees, { root, denied, others: listed });
  const visible = openSpots([...guardSpots(request, paths, listed), ...trees.spots, ...listed], denied);
  const standing = standingSpots(workingFolder(request), visible, shown);
  const open = byDepth([...visible, ...standing]);
  const masked = denied.filter((path) => needsMask(path, open));
  const masks = masked.map(maskSpot);
  const pins = pinSpots([...open.filter(({ access }) => access === "read-only"), ...masks], open, root);
  const spots = byDepth([...open, ...pins, ...masks]);
  const links = base === "empty" ? aliasLinks(request, paths, spots) : [];
  const name = ownName(root, spots, paths);
  const closed = [...trees.folders, ...standing.map(({ path }) => path)];
  const closing = [...closed.map(sealSpot), ...seals(base)];
  return {
    mounts: [
      ...[...spots, ...links].map(({ mount }) => mount),
      ...ownNameMounts(name, spots),
      ...closing.map(({ mount }) => mount),
    ],
    spots,
    masked,
    base,
    ownName: name,
  };
}

function baseOf(root: AbsolutePath | undefined, shown: readonly Spot[]): Base {
  if (root !== undefined) return "stand-in";
  return shown.some(({ path }) => path === "/") ? "host" : "empty";
}

function rootSpots(root: AbsolutePath | undefined): readonly Spot[] {
  if (root === undefined) return [];
  const path = parseAbsolutePath("/");
  return [
    { path, access: "writable", mount: { kind: "bind", source: root, target: path, writable: true }, named: false },
  ];
}

/**
 * A folder of which only something inside is shown can still be stood in: an empty one, closed, so that nothing is written
 * that would be gone afterwards.
 */
function standingSpots(cwd: AbsolutePath, visible: readonly Spot[], shown: readonly Spot[]): readonly Spot[] {
  const cover = coverOf(visible, cwd);
  const isBare = cwd !== "/" && (cover === undefined || (cover.access === "private" && cover.path !== cwd));
  const leadsOn = visible.some((spot) => shown.includes(spot) && isBeneath(spot.path, cwd));
  return isBare && leadsOn ? [privateSpot(cwd)] : [];
}

function byDepth(spots: readonly Spot[]): readonly Spot[] {
  const placed = spots.map((spot) => ({ spot, depth: depthOf(spot.path) }));
  return placed.toSorted((a, b) => a.depth - b.depth).map(({ spot }) => spot);
}

/** A denied folder takes all below it along. */
function outermost(denied: readonly DeniedPath[]): readonly DeniedPath[] {
  const all = new Set(denied.map(({ path }) => path));
  const isCovered = (path: AbsolutePath): boolean =>
    foldersBetween(parseAbsolutePath("/"), path).some((folder) => all.has(folder)) ||
    (path !== "/" && all.has(parseAbsolutePath("/")));
  return denied.filter(({ path }) => !isCovered(path));
}

/** One spot a path, the last one wanted, without what is denied and without those that change nothing. */
function openSpots(wanted: readonly Spot[], denied: readonly DeniedPath[]): readonly Spot[] {
  const byPath = new Map<AbsolutePath, Spot>();
  for (const spot of wanted) byPath.set(spot.path, spot);
  const kept: Spot[] = [];
  for (const spot of byDepth([...byPath.values()])) {
    if (denied.some(({ path }) => isBeneath(spot.path, path))) continue;
    if (!changesNothing(spot, coverOf(kept, spot.path))) kept.push(spot);
  }
  return kept;
}

function changesNothing({ path, mount, access }: Spot, cover: Spot | undefined): boolean {
  if (mount.kind !== "bind" || cover?.mount.kind !== "bind" || cover.access !== access) return false;
  return hostPath(cover.mount.source, parseAbsolutePath(`/${path.slice(cover.path.length)}`)) === mount.source;
}

/** In a folder of the sandbox's own nothing of the host's can be reached; in a read-only one nothing can be made. */
function needsMask({ path, absent }: DeniedPath, open: readonly Spot[]): boolean {
  const access = coverOf(open, path)?.access;
  return access === "writable" || (access === "read-only" && !absent);
}

function maskSpot({ path, shape, named, absent }: DeniedPath): Spot {
  const mount: Mount = absent ? { kind: "stand-in", target: path } : { kind: "mask", target: path, shape };
  return { path, access: "none", mount, named };
}

/**
 * A mount point can't be renamed, but the folder it lies in can, and a new one made in its place. So each folder
 * on the way to what is protected becomes a mount point as well.
 */
function pinSpots(
  protectedSpots: readonly Spot[],
  open: readonly Spot[],
  root: AbsolutePath | undefined,
): readonly Spot[] {
  const taken = new Set(open.map(({ path }) => path));
  const pins = new Map<AbsolutePath, Spot>();
  for (const { path } of protectedSpots.filter(({ named }) => named)) {
    const around = coverOf(
      open.filter((spot) => spot.path !== path),
      path,
    );
    if (around?.access !== "writable") continue;
    for (const folder of foldersBetween(around.path, path)) {
      if (taken.has(folder)) continue;
      const mount: Mount = { kind: "bind", source: hostPath(root, folder), target: folder, writable: true };
      pins.set(folder, { path: folder, access: "writable", mount, named: false });
    }
  }
  return [...pins.values()];
}

/** A listed path that leads through a link is there under both names. */
function aliasLinks({ profile }: ViewRequest, paths: PathFacts, spots: readonly Spot[]): readonly Spot[] {
  const literals = [...profile.files.allowed, ...profile.files.readOnly].flatMap(
    (entry) => splitEntries([entry]).literals,
  );
  const links = new Map<AbsolutePath, Spot>();
  for (const { path } of literals) {
    const real = paths.at.get(path)?.real ?? path;
    const cover = coverOf(spots, path);
    if (real === path || links.has(path) || (cover !== undefined && cover.access !== "private")) continue;
    links.set(path, { path, access: "private", mount: { kind: "link", target: path, to: real }, named: false });
  }
  return [...links.values()];
}
