import { createDetector } from "../observe/index.ts";
import { type CompiledPolicy, hostPolicyOf } from "../policy/index.ts";
import type { EgressPolicy } from "./settings.ts";
import type { Secrets } from "./tls/put-secrets.ts";
import { proxiesOf } from "./upstream/choose-proxy.ts";

/** As many as browsers follow (Fetch standard 4.4). */
export const standardRedirects = 20;

/** What a compiled profile says about the network. `secrets` are those of its `credentials`. */
export function egressPolicyOf(policy: CompiledPolicy, secrets: Secrets = new Map()): EgressPolicy {
  const { network, secrets: searched } = policy.profile;
  return {
    hosts: hostPolicyOf(policy),
    requests: policy,
    secrets,
    proxies: network.proxy && proxiesOf(network.proxy),
    missingServerName: network.missingServerName,
    hiddenServerName: network.hiddenServerName,
    maxRedirects: network.maxRedirects ?? standardRedirects,
    maxRequests: network.maxRequests,
    timeoutSeconds: network.timeoutSeconds,
    userAgent: network.userAgent,
    search: searched.search ? { detector: createDetector(searched), block: searched.block } : undefined,
  };
}

/** The same, made once for each policy. */
export function createPolicies(
  secretsOf: (policy: CompiledPolicy) => Secrets = () => new Map(),
): (policy: CompiledPolicy) => EgressPolicy {
  const made = new WeakMap<CompiledPolicy, EgressPolicy>();
  return (policy) => {
    const known = made.get(policy) ?? egressPolicyOf(policy, secretsOf(policy));
    made.set(policy, known);
    return known;
  };
}
