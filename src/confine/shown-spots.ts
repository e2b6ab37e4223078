import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import { privateFolders } from "./fixed-spots.ts";
import type { ViewRequest } from "./launch-request.ts";
import { splitEntries } from "./listed-paths.ts";
import type { PathFacts } from "./path-facts.ts";
import { cacheTarget } from "./plan-env.ts";
import { hostPath, type Spot } from "./spot.ts";

/** What a profile's lists, the client and the sockets show of the host. Later spots win at the same path. */
export function shownSpots(request: ViewRequest, paths: PathFacts): readonly Spot[] {
  const { profile } = request;
  const { root } = profile.sandbox;
  const writable = splitEntries(profile.files.allowed);
  const readOnly = splitEntries(profile.files.readOnly);
  const bind = (path: AbsolutePath, isWritable: boolean, named: boolean): Spot => ({
    path,
    access: isWritable ? "writable" : "read-only",
    mount: { kind: "bind", source: hostPath(root, path), target: path, writable: isWritable },
    named,
  });
  const literals = (listed: readonly { path: AbsolutePath }[], isWritable: boolean): readonly Spot[] =>
    listed.flatMap(({ path }) => {
      const fact = paths.at.get(path);
      if (!isWritable && fact?.closed !== undefined) return [bind(fact.closed, false, true)];
      return fact === undefined || fact.kind === "absent" ? [] : [bind(fact.real, isWritable, true)];
    });
  const matches = (patterns: readonly AbsolutePath[], isWritable: boolean): readonly Spot[] =>
    patterns
      .flatMap((pattern) => paths.matches.get(pattern) ?? [])
      .filter(({ closed }) => !isWritable || closed !== true)
      .map(({ path }) => bind(path, isWritable, false));
  return [
    ...matches(writable.patterns, true),
    ...literals(writable.literals, true),
    ...literals(
      readOnly.literals.filter(({ guard }) => !guard),
      false,
    ),
    ...matches(readOnly.patterns, false),
  ]
    .filter(({ path }) => root !== undefined || !privateFolders.includes(path))
    .concat(
      socketSpots(request, paths),
      clientFiles(request, paths).map((path) => hostSpot(path, path)),
      cacheSpots(request),
    );
}

function socketSpots({ profile }: ViewRequest, paths: PathFacts): readonly Spot[] {
  return profile.sandbox.unixSockets
    .filter((path) => paths.at.get(path)?.kind === "file")
    .map((path) => hostSpot(path, path));
}

/** A client's file that is one, or may become one: a link could lead anywhere on the host. */
export function clientFiles({ frameFiles }: ViewRequest, paths: PathFacts): readonly AbsolutePath[] {
  return frameFiles.filter((path) => {
    const fact = paths.at.get(path);
    return fact !== undefined && fact.real === path && fact.kind !== "folder";
  });
}

function cacheSpots({ profile, places }: ViewRequest): readonly Spot[] {
  return profile.sandbox.caches === "private" ? [hostSpot(places.projectCache, parseAbsolutePath(cacheTarget))] : [];
}

/** Something of the host's own, whatever stands at `/` inside. */
function hostSpot(source: AbsolutePath, path: AbsolutePath): Spot {
  return { path, access: "writable", mount: { kind: "bind", source, target: path, writable: true }, named: false };
}

/** The home folder stays an empty one of the sandbox's own while no list shows it. */
export function homeSpot(request: ViewRequest, shown: readonly Spot[]): readonly Spot[] {
  const { home } = request.places;
  const isShown = shown.some(({ path }) => isBeneath(home, path));
  if (isShown || home === "/" || request.profile.sandbox.root !== undefined) return [];
  return [{ path: home, access: "private", mount: { kind: "private", target: home }, named: false }];
}
