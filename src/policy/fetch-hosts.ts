import type { CompiledPolicy } from "./compiled-policy.ts";
import { indexDomains } from "./domain-index.ts";
import { type HostPolicy, hostPolicyOf } from "./host-policy.ts";

const anyPublic = { text: "WebFetch", source: { file: "tool", pointer: "/WebFetch" } };

/**
 * What holds for the hosts of a fetch that the tool's own rules have allowed by name: any public one may be reached. What is
 * blocked stays so, and an address or a name of the local network must still be listed.
 */
export function fetchHostPolicyOf(policy: CompiledPolicy): HostPolicy {
  const hosts = hostPolicyOf(policy);
  const allowed = [...hosts.allowed, { code: "rule/allowed", hosts: indexDomains([["*", anyPublic]]) } as const];
  return { ...hosts, allowed };
}
