import { isSameHost, parseHostName } from "../policy/index.ts";
import type { FirstBytes } from "./first-bytes.ts";
import { refusal } from "./refusal.ts";
import type { EgressPolicy, Refusal } from "./settings.ts";
import { type Authority, authorityText } from "./target.ts";

/** Whether what a tunnel starts with may go to the host that the tunnel was opened to. */
export function judgeFirstBytes(first: FirstBytes, to: Authority, policy: EgressPolicy): Refusal | undefined {
  const subject = authorityText(to);
  switch (first.kind) {
    case "bad":
      return refusal("net/bad-hello", { subject, detail: first.fault });
    case "http":
    case "other":
    case "more":
      return policy.hosts.requireHttps ? refusal("net/not-https", { subject }) : undefined;
    case "hello":
      break;
  }
  if (first.hidden && policy.hiddenServerName === "refuse") return refusal("net/hidden-server-name", { subject });
  if (first.serverName === undefined) {
    // RFC 6066 has no server names for addresses.
    const needed = to.host.kind === "name" && policy.missingServerName === "refuse";
    return needed ? refusal("net/server-name-missing", { subject }) : undefined;
  }
  const named = parseHostName(first.serverName);
  if (named.ok && isSameHost(named.host, to.host)) return undefined;
  return refusal("net/server-name-mismatch", { subject, detail: `it names ${first.serverName}` });
}
