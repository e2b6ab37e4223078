import type { NetworkEntry } from "../../base/index.ts";
import { connect } from "node:net";
import { type CompiledPolicy, fetchHostPolicyOf } from "../../policy/index.ts";
import { egressPolicyOf } from "../egress-policy.ts";
import { createResolver } from "../resolver.ts";
import { createTrust } from "../tls/connect-verified.ts";
import type { Fetched, FetchSettings } from "./fetch-page.ts";

interface FetchAsked {
  readonly url: string;
  readonly policy: () => CompiledPolicy;
  /** The tool's own verdict on each URL. */
  readonly judge: NonNullable<FetchSettings["judge"]>;
  /** Counts one request; false when there were as many as the limit. */
  readonly admit: NonNullable<FetchSettings["admit"]>;
  readonly record: (entry: NetworkEntry) => void;
  readonly ownAddresses: () => readonly string[];
  readonly maxBytes?: number;
}

/** Fetches one page as this machine's programs would reach it. What is needed for that alone is loaded here. */
export async function fetchFor({ url, policy, ...asked }: FetchAsked): Promise<Fetched> {
  const { fetchPage } = await import("./fetch-page.ts");
  return fetchPage(url, {
    ...asked,
    policy: () => ({ ...egressPolicyOf(policy()), hosts: fetchHostPolicyOf(policy()) }),
    resolve: createResolver(),
    dial: (address, port) => connect({ host: address, port }),
    trust: createTrust(),
  });
}
