import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { interceptsHost, hostText } from "../../policy/index.ts";
import { defaultLimits, type Interception } from "../settings.ts";
import type { Authority } from "./authority.ts";

interface OpenerSettings {
  readonly authority: Authority;
  readonly handshakeMs?: number;
}

/** Answers TLS in place of the hosts that a policy opens, with certificates of the session's own authority. HTTP/1.1 only. */
export function createInterception({ authority, handshakeMs = defaultLimits.headMs }: OpenerSettings): Interception {
  return {
    wants: ({ host, port }, policy) => interceptsHost(policy, { host: hostText(host), port }),
    open: (client, { host }) => {
      const name = host.kind === "name" ? host.name : host.address;
      return answerTls(client, authority, { name, handshakeMs });
    },
  };
}

function answerTls(
  client: Duplex,
  authority: Authority,
  { name, handshakeMs }: { readonly name: string; readonly handshakeMs: number },
): TLSSocket {
  const opened = new TLSSocket(client, {
    isServer: true,
    secureContext: authority.contextFor(name),
    ALPNProtocols: ["http/1.1"],
  });
  const timer = setTimeout(() => opened.destroy(), handshakeMs);
  const settled = (): void => clearTimeout(timer);
  // A client that does not trust the session's authority ends here, with an alert of its own.
  opened.on("error", () => opened.destroy());
  return opened.once("secure", settled).once("close", settled);
}
