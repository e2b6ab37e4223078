import type { EffectiveProfile } from "../policy/index.ts";
import type { Egress, Launch } from "./launch.ts";
import type { LaunchRequest } from "./launch-request.ts";

/** No command may take it for itself: below 1024 it needs a capability that nobody inside has. */
const proxyPort = 1023;

/** Names are asked for at an address of the sandbox's own; no search list makes other names of them. */
const resolverText = "nameserver 198.18.0.1\noptions ndots:1\n";

const namesPort = 53;

/** Where `{credentials}` stands there go those of the run, which are in no plan. */
const proxyUrl = `http://{credentials}@127.0.0.1:${proxyPort}`;
/** Where the host's own file says where names are asked for: over TCP, whose connections can be taken elsewhere (resolv.conf(5)). */
const overTcp = ["RES_OPTIONS", "use-vc ndots:1"] as const;
const proxied = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
const unproxied = "localhost,127.0.0.1,::1";

/** The way out of the sandbox, when the profile lets anybody out and somebody is there to decide about it. */
export function planEgress(request: LaunchRequest, backend: Launch["backend"]): Egress | undefined {
  const { profile, host } = request;
  if (backend === "none" || !request.egress || !hasHosts(profile)) return undefined;
  if (backend === "bubblewrap" && !host.networkNamespaces) return undefined;
  const variables = [...proxied.map((name) => [name, proxyUrl] as const), ["NO_PROXY", unproxied] as const];
  const shared = backend === "landlock";
  return {
    port: proxyPort,
    loopbackPorts: [namesPort, ...loopbackPorts(profile)],
    resolver: shared ? undefined : resolverText,
    env: new Map(
      [
        ...variables.flatMap(([name, value]) => [[name, value] as const, [name.toLowerCase(), value] as const]),
        ...(shared ? [overTcp] : []),
      ].filter(([name]) => !profile.sandbox.env.set.has(name)),
    ),
  };
}

/** Without any host there is no network at all. */
export function hasHosts({ network }: EffectiveProfile): boolean {
  return network.allowed.length > 0;
}

/** Ports of this machine that the profile names: inside they are found at the loopback address, as outside. */
function loopbackPorts({ network }: EffectiveProfile): readonly number[] {
  const ports = network.allowed.flatMap(({ text }) => {
    const port = /^(?:localhost|127(?:\.\d+){3}|\[::1\]):(\d+)$/u.exec(text)?.[1];
    return port === undefined ? [] : [Number(port)];
  });
  return [...new Set(ports)].toSorted((a, b) => a - b);
}
