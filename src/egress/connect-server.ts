import { connectPinned, type Dialled } from "./connect-pinned.ts";
import type { Destination, EgressLimits, EgressSettings } from "./settings.ts";
import { createTrust } from "./tls/connect-verified.ts";
import { connectProxy } from "./upstream/connect-proxy.ts";
import { connectThrough } from "./upstream/connect-through.ts";
import { LateStream } from "./upstream/late-stream.ts";

export const machineTrust = createTrust();

export type ConnectSettings = Pick<EgressSettings, "dial" | "resolve" | "trust">;

/**
 * Connects to a destination that was judged: directly, through the proxy that leads there, or only to that proxy where it takes
 * the request itself.
 */
export function connectServer(to: Destination, settings: ConnectSettings, limits: EgressLimits): Promise<Dialled> {
  const { way } = to;
  if (way === undefined) return connectPinned(to, settings.dial, limits);
  const { dial, resolve, trust = machineTrust } = settings;
  const reaching = { dial, resolve, trust };
  if (way.form === "request") return connectProxy(way.proxy, reaching, limits);
  return connectThrough(to, { ...reaching, proxy: way.proxy }, limits);
}

/** The same for a tunnel, of which nobody knows yet what goes through it. */
export async function connectTunnel(
  to: Destination,
  settings: ConnectSettings,
  limits: EgressLimits,
): Promise<Dialled> {
  const open = (): Promise<Dialled> => connectServer(to, settings, limits);
  return to.late === true ? { ok: true, socket: new LateStream(open), address: to.addresses[0] } : open();
}
