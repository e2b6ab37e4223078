import type { Duplex } from "node:stream";
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  getCACertificates,
  type SecureContext,
  type TLSSocket,
} from "node:tls";
import { type Host, hostText } from "../../policy/index.ts";
import { NetworkFailure } from "../network-failure.ts";

/** Whom servers' certificates may come from. Read when first asked for: that takes some milliseconds. */
export type Trust = () => SecureContext;

/** What this machine's programs trust, and `more` (PEM). */
export function createTrust(more: readonly string[] = []): Trust {
  const kept: SecureContext[] = [];
  return () => {
    const [known] = kept;
    if (known !== undefined) return known;
    const ca = [...new Set([...getCACertificates("default"), ...getCACertificates("system"), ...more])];
    const context = createSecureContext({ ca });
    kept.push(context);
    return context;
  };
}

interface Verifying {
  readonly host: Host;
  readonly trust: Trust;
  /** For the whole handshake. */
  readonly ms: number;
}

/**
 * Starts TLS on a connection to `host`. Not a byte is sent on it before the chain and the name were verified, whatever the
 * environment says about verification.
 */
export function connectVerified(socket: Duplex, { host, trust, ms }: Verifying): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const name = host.kind === "name" ? host.name : host.address;
  const secure = connect({
    socket,
    // RFC 6066 has no server names for addresses.
    ...(host.kind === "name" ? { servername: name } : {}),
    secureContext: trust(),
    ALPNProtocols: ["http/1.1"],
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
  });
  const late = `failed: ${hostText(host)}: the server did not finish its TLS handshake`;
  const timer = setTimeout(() => secure.destroy(new NetworkFailure({ code: "net/timed-out", message: late })), ms);
  const early = (): void => reject(new Error("the server closed the connection while TLS started"));
  secure
    .once("secureConnect", () => resolve(secure))
    .once("error", reject)
    .once("close", early);
  return promise.finally(() => {
    clearTimeout(timer);
    secure.off("close", early);
  });
}
