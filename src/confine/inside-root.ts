import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import { insideFiles, insideName } from "../policy/index.ts";
import { fixedTargets } from "./fixed-spots.ts";
import type { HostFacts } from "./host-facts.ts";
import type { ViewRequest } from "./launch-request.ts";
import type { PathFact, PathFacts } from "./path-facts.ts";
import { cacheTarget } from "./plan-env.ts";
import { workingFolder } from "./working-folder.ts";

/** The same request with its file lists in the names of the sandbox. */
export function asSeenInside<Request extends ViewRequest>(request: Request): Request {
  const { profile } = request;
  return { ...request, profile: { ...profile, files: insideFiles(profile) } };
}

/** Folders that are there inside whatever a folder that stands in for `/` holds: made for the time of the run. */
export function standingFolders(request: ViewRequest, paths: PathFacts): readonly AbsolutePath[] {
  const { home, temp } = request.places;
  const { root } = request.profile.sandbox;
  return [home, temp, workingFolder(request)]
    .map((path) => insideName(root, path))
    .map((path) => paths.at.get(path)?.real ?? path);
}

/** The facts as they are once those folders, and what is mounted in there, have been made. */
export function factsInside(request: ViewRequest, host: HostFacts, paths: PathFacts): PathFacts {
  if (request.profile.sandbox.root === undefined) return paths;
  const made = [
    ...standingFolders(request, paths),
    ...fixedTargets,
    ...host.systemFolders.map(({ path }) => path),
    parseAbsolutePath(cacheTarget),
  ];
  const inside = (fact: PathFact): PathFact =>
    fact.kind === "absent" && made.some((folder) => isBeneath(folder, fact.real))
      ? { ...fact, kind: "folder", creatable: false }
      : fact;
  return { ...paths, at: new Map([...paths.at].map(([path, fact]) => [path, inside(fact)])) };
}
