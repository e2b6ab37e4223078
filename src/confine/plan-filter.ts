import type { Filter, Launch } from "./launch.ts";
import type { LaunchRequest } from "./launch-request.ts";

/** The filter of a command behind walls. */
export function planFilter({ profile, paths }: LaunchRequest, backend: Launch["backend"]): Filter | undefined {
  if (backend === "none") return undefined;
  const { root, unixSockets } = profile.sandbox;
  // The warden follows no link there, which somebody could turn round. Facts are about what lies below a sandbox root.
  const real = root === undefined ? unixSockets.map((path) => paths.at.get(path)?.real ?? path) : unixSockets;
  // Without a network namespace of its own they would lead out.
  return { inet: backend === "bubblewrap", unixSockets: real };
}
