import { type LayerName, layerNames, type LayerReport } from "../base/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";
import type { EnforcementProblem, Launch } from "./launch.ts";
import type { LaunchRequest } from "./launch-request.ts";
import { hasHosts } from "./plan-egress.ts";
import { describeLimits, limitsProcesses } from "./plan-limits.ts";

const noSandbox = 'the profile says `backend: "none"`';

/** The same where the command shares the host's namespaces. */
const sharedHost = {
  namespaces:
    "there are none: other processes, their command lines and the names of files can be seen, though not touched",
  mounts: "there are none without namespaces: Landlock holds the files; docs/profiles.md says where that differs",
  egress:
    "there is no network namespace: programs reach hosts by the proxy variables, others over TCP by names that they ask for over TCP",
  network:
    "there is no network namespace: the warden makes each TCP connection, to the command's own servers or to the filter, and there is no UDP",
};

/** What only mounts do for a folder that stands in for `/`. */
const unmounted =
  "there are none without namespaces: the paths in a command's text are mapped into sandbox.root, and one that a program makes up by itself is refused";

/** Each layer as it stands under this backend on this host. */
export function planLayers(
  request: LaunchRequest,
  backend: Launch["backend"],
  egress: Launch["egress"],
): readonly LayerReport[] {
  const { profile, host } = request;
  const wall = backend === "none" ? noSandbox : undefined;
  const shared: Partial<Record<LayerName, string>> = backend === "landlock" ? sharedHost : {};
  const unlimited = !limitsProcesses(host) && profile.sandbox.limits.processes !== undefined;
  const lacking = {
    namespaces: wall ?? shared.namespaces,
    mounts: wall ?? (shared.mounts !== undefined && profile.sandbox.root !== undefined ? unmounted : shared.mounts),
    network: wall ?? shared.network,
    capabilities: wall,
    limits: unlimited
      ? "user 0 is exempt from the limit of processes, and there is no cgroup with the pids controller to write to; run as an ordinary user, or delegate a cgroup"
      : undefined,
    landlock: wall,
    seccomp: wall,
    "exec-gate": wall,
    egress: egress === undefined ? (wall ?? withoutNetwork(request, backend)) : undefined,
  } satisfies Record<LayerName, string | undefined>;
  return layerNames.map((name) => {
    const note = lacking[name];
    if (note !== undefined) return { name, held: false, note };
    const how =
      name === "limits" ? describeLimits(profile, host, backend) : name === "egress" ? shared.egress : undefined;
    return how === undefined ? { name, held: true } : { name, held: true, note: how };
  });
}

/** Why nothing leads out. */
function withoutNetwork({ profile, host }: LaunchRequest, backend: Launch["backend"]): string {
  if (!hasHosts(profile)) return "the profile allows no host: there is no network at all";
  if (backend === "bubblewrap" && !host.networkNamespaces)
    return "there is no network at all: this host permits no network namespace to set up; `sallyport doctor` says what would help";
  return "there is no network at all here";
}

/** The first layer that the profile requires and that does not hold. */
export function missingLayer(
  profile: EffectiveProfile,
  layers: readonly LayerReport[],
): EnforcementProblem | undefined {
  for (const { name, held, note } of layers) {
    if (held || profile.sandbox.layers.get(name) !== "required") continue;
    // No network at all is narrower than any list of hosts.
    if (name === "egress" && hasNoNetwork(layers)) continue;
    return {
      kind: "problem",
      code: "enforcement/layer-missing",
      layer: name,
      message: `the profile requires the layer \`${name}\`: ${note ?? "it does not hold"}`,
    };
  }
  return undefined;
}

/** Either way: a namespace with nothing in it, or no sockets. */
function hasNoNetwork(layers: readonly LayerReport[]): boolean {
  return layers.some(({ name, held, note }) => name === "network" && (held || note === sharedHost.network));
}
