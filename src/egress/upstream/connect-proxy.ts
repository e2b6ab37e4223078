import { hostText, type UpstreamProxy } from "../../policy/index.ts";
import { connectPinned, type Dialled } from "../connect-pinned.ts";
import type { EgressLimits, EgressSettings } from "../settings.ts";
import { connectVerified, type Trust } from "../tls/connect-verified.ts";

/** What it takes to reach a proxy. */
export interface ProxySettings extends Pick<EgressSettings, "dial" | "resolve"> {
  readonly trust: Trust;
}

/** Connects to a proxy itself. Its address is not judged: the profile's author named it. */
export async function connectProxy(
  proxy: UpstreamProxy,
  { dial, resolve, trust }: ProxySettings,
  limits: EgressLimits,
): Promise<Dialled> {
  const { host, port, scheme } = proxy;
  const addresses = host.kind === "address" ? [host.address] : await resolve(host.name).catch(() => []);
  if (addresses.length === 0) return proxyFailure(proxy, { message: `no address of ${hostText(host)} was found` });
  const dialled = await connectPinned({ host, port, addresses }, dial, limits);
  if (!dialled.ok) return proxyFailure(proxy, dialled.failure);
  if (scheme === "http") return dialled;
  const { socket, address } = dialled;
  try {
    return { ok: true, socket: await connectVerified(socket, { host, trust, ms: limits.connectMs }), address };
  } catch (error) {
    socket.destroy();
    return proxyFailure(proxy, error instanceof Error ? error : { message: String(error) });
  }
}

type Cause = Pick<Error, "message"> & { readonly code?: string };

function proxyFailure({ text }: UpstreamProxy, cause: Cause): Dialled & { readonly ok: false } {
  const code = cause.code === "net/timed-out" ? cause.code : "net/proxy-failed";
  return { ok: false, failure: { code, message: `failed: ${text}: ${cause.message.replace(/^failed: /u, "")}` } };
}
