import { type CompiledPolicy, hostPolicyOf } from "../policy/index.ts";
import type { EgressPolicy } from "./settings.ts";
import type { Secrets } from "./tls/put-secrets.ts";

/** As many as browsers follow (Fetch standard 4.4). */
export const standardRedirects = 20;

/** What a compiled profile says about the network. `secrets` are those of its `credentials`. */
export function egressPolicyOf(policy: CompiledPolicy, secrets: Secrets = new Map()): EgressPolicy {
  const { network } = policy.profile;
  return {
    hosts: hostPolicyOf(policy),
    requests: policy,
    secrets,
    missingServerName: network.missingServerName,
    hiddenServerName: network.hiddenServerName,
    maxRedirects: network.maxRedirects ?? standardRedirects,
    maxRequests: network.maxRequests,
    timeoutSeconds: network.timeoutSeconds,
    userAgent: network.userAgent,
  };
}
