import { type AbsolutePath, isBeneath } from "../base/index.ts";
import { insideName } from "../policy/index.ts";
import type { HostFacts } from "./host-facts.ts";
import type { ViewRequest } from "./launch-request.ts";
import { type LiteralEntry, splitEntries } from "./listed-paths.ts";
import type { PathFacts } from "./path-facts.ts";

/** A path that nobody inside may reach, or, when it does not exist, make. */
export interface DeniedPath {
  readonly path: AbsolutePath;
  readonly shape: "file" | "folder";
  readonly named: boolean;
  /** It does not exist, and only a stand-in on the host keeps it from being made; maybe one that is there already. */
  readonly absent: boolean;
}

/** Folders and files of Sallyport's own, which no profile can show. In a folder that stands in for `/` few or none lie. */
export function ownPaths({ places, profile }: ViewRequest): readonly AbsolutePath[] {
  const { root } = profile.sandbox;
  return [places.state, places.runtime, places.cache, places.userFile, places.managedFile]
    .filter((path) => root === undefined || isBeneath(path, root))
    .map((path) => insideName(root, path));
}

export function deniedPaths(request: ViewRequest, host: HostFacts, paths: PathFacts): readonly DeniedPath[] {
  const { literals, patterns } = splitEntries(request.profile.files.denied);
  const own = ownPaths(request).map((path): LiteralEntry => ({ path, folder: false, builtIn: true, guard: false }));
  const secrets = host.systemSecrets.map((path): LiteralEntry => ({
    path,
    folder: false,
    builtIn: true,
    guard: false,
  }));
  const found = [...literals, ...own, ...secrets].flatMap((entry) => literalDenied(entry, paths));
  const matched = patterns.flatMap((pattern) =>
    (paths.matches.get(pattern) ?? []).map(({ path, shape }): DeniedPath => ({
      path,
      shape,
      named: false,
      absent: false,
    })),
  );
  const byPath = new Map<AbsolutePath, DeniedPath>();
  for (const denied of [...matched, ...found]) byPath.set(denied.path, denied);
  return [...byPath.values()];
}

function literalDenied({ path, folder, builtIn }: LiteralEntry, paths: PathFacts): readonly DeniedPath[] {
  const fact = paths.at.get(path);
  if (fact === undefined) return [];
  const { kind, real, standIn, creatable, closed } = fact;
  if (closed !== undefined) return [{ path: closed, shape: "folder", named: true, absent: false }];
  if (kind !== "absent") return [{ path: real, shape: kind, named: true, absent: standIn && !builtIn }];
  return builtIn || !creatable ? [] : [{ path: real, shape: folder ? "folder" : "file", named: true, absent: true }];
}

/** Read-only paths that do not exist can't be mounted read-only: a stand-in keeps them from being made. */
export function reservedPaths(request: ViewRequest, paths: PathFacts): readonly DeniedPath[] {
  return splitEntries(request.profile.files.readOnly).literals.flatMap((entry) =>
    entry.guard ? [] : literalDenied(entry, paths).filter(({ absent }) => absent),
  );
}
