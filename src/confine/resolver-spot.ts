import { parseAbsolutePath } from "../base/index.ts";
import type { ViewRequest } from "./launch-request.ts";
import type { PathFacts } from "./path-facts.ts";
import type { Spot } from "./spot.ts";

/** Says where names are asked for. */
export const resolverPath = parseAbsolutePath("/etc/resolv.conf");

/**
 * The host's own names servers are out of reach, and its search list would make other names of those that are asked for. Where
 * the host has no such file every program asks at the loopback address, which answers too.
 */
export function resolverSpots({ resolver }: ViewRequest, paths: PathFacts): readonly Spot[] {
  const fact = paths.at.get(resolverPath);
  if (resolver !== true || fact?.kind !== "file") return [];
  const target = fact.real;
  return [{ path: target, access: "read-only", mount: { kind: "resolver", target }, named: false }];
}
