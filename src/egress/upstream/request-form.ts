import { STATUS_CODES } from "node:http";
import { hostText, standardPorts } from "../../policy/index.ts";
import { NetworkFailure } from "../network-failure.ts";
import type { Destination } from "../settings.ts";
import { authorityText, type WebTarget } from "../target.ts";
import { proxyHeaders } from "./ask-tunnel.ts";
import { refusedText } from "./connect-through.ts";

interface Written {
  readonly path: string;
  readonly headers: string[];
}

/** A request as its way wants it: in absolute form for a proxy, which is told who we are. */
export function asWritten({ way }: Destination, { host, port, path }: WebTarget, headers: readonly string[]): Written {
  if (way?.form !== "request") return { path, headers: [...headers] };
  const authority = port === standardPorts.http ? hostText(host) : authorityText({ host, port });
  return { path: `http://${authority}${path}`, headers: [...headers, ...proxyHeaders(way.proxy)] };
}

/** A proxy that does not know us: for the client a proxy that failed, since it must not be asked for our credentials. */
export function refusedByProxy(
  { way }: Destination,
  { statusCode }: { readonly statusCode?: number | undefined },
): NetworkFailure | undefined {
  if (way?.form !== "request" || statusCode !== 407) return undefined;
  const why = refusedText(statusCode, STATUS_CODES[statusCode] ?? "");
  return new NetworkFailure({ code: "net/proxy-refused", message: `failed: ${way.proxy.text}: ${why}` });
}
