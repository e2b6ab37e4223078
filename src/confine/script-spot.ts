import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { ViewRequest } from "./launch-request.ts";
import { splitEntries } from "./listed-paths.ts";
import type { PathFacts } from "./path-facts.ts";
import { coverOf, type Spot } from "./spot.ts";
import { workingFolder } from "./working-folder.ts";

/** Where the command opens its script, links unresolved. */
export function scriptPath(request: ViewRequest): AbsolutePath | undefined {
  const { script } = request;
  return script === undefined ? undefined : parseAbsolutePath(script.name, workingFolder(request));
}

/** The script stands where its name leads inside: behind the links that are there, else at the name itself. */
export function scriptSpots(request: ViewRequest, paths: PathFacts, others: readonly Spot[]): readonly Spot[] {
  const path = scriptPath(request);
  if (path === undefined) return [];
  const { allowed, readOnly } = request.profile.files;
  const isListed = splitEntries([...allowed, ...readOnly]).literals.some((entry) => isBeneath(path, entry.path));
  const showsLinks = isListed || coverOf(others, path)?.mount.kind === "bind";
  const target = showsLinks ? (paths.at.get(path)?.real ?? path) : path;
  return [{ path: target, access: "read-only", mount: { kind: "script", target }, named: false }];
}
