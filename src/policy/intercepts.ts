import type { DomainIndex } from "./compiled-policy.ts";
import { findDomain, type HostTarget, indexDomains } from "./domain-index.ts";
import type { CredentialEntry, DomainEntry, EffectiveProfile } from "./effective-profile.ts";
import { type CompiledRequests, hasRequestRules } from "./judge-request.ts";

interface Opened {
  readonly domains: DomainIndex<DomainEntry>;
  readonly except: DomainIndex<DomainEntry>;
}

interface Belonging {
  readonly credential: CredentialEntry;
  readonly domains: DomainIndex<DomainEntry>;
  /** Those of the entries that name a port. */
  readonly ported: DomainIndex<DomainEntry>;
}

export interface CompiledIntercept {
  readonly layers: readonly Opened[];
  readonly credentials: readonly Belonging[];
}

/** The parts of a policy that speak of single requests, and of the encrypted traffic that is opened to see them. */
export interface RequestPolicy {
  readonly requests: CompiledRequests;
  readonly intercept: CompiledIntercept;
}

const indexed = (entries: readonly DomainEntry[]): DomainIndex<DomainEntry> =>
  indexDomains(entries.map((entry) => [entry.text, entry] as const));

/** Says nothing of any request. */
export const noRequestRules: RequestPolicy = { requests: [], intercept: { layers: [], credentials: [] } };

export function compileIntercept({ intercept, credentials }: EffectiveProfile["network"]): CompiledIntercept {
  return {
    layers: intercept.map(({ domains, except }) => ({ domains: indexed(domains), except: indexed(except) })),
    credentials: credentials.map((credential) => ({
      credential,
      domains: indexed(credential.domains),
      ported: indexed(credential.domains.filter(({ text }) => /(?:^[^:]*|\]):\d+$/u.test(text))),
    })),
  };
}

/** True when TLS to any host may have to be opened. */
export function interceptsAny({ requests, intercept }: RequestPolicy): boolean {
  return intercept.layers.length + intercept.credentials.length > 0 || requests.some((layer) => layer.length > 0);
}

/**
 * True when TLS to the host must be opened: a layer lists it and does not except it, there are rules for its requests, or a
 * secret belongs to it. The last two hold whatever is excepted: what can't be read can't be judged.
 */
export function interceptsHost(policy: RequestPolicy, target: HostTarget): boolean {
  if (hasRequestRules(policy, target)) return true;
  if (credentialsFor(policy, target, "https").length > 0) return true;
  return policy.intercept.layers.some(
    ({ domains, except }) =>
      findDomain(domains, target, "refusal") !== undefined && findDomain(except, target, "refusal") === undefined,
  );
}

/** The secrets that belong to a host. Nobody listens in on TLS; in plain HTTP a secret goes only where the entry names the port. */
export function credentialsFor(
  { intercept }: Pick<RequestPolicy, "intercept">,
  target: HostTarget,
  scheme: "http" | "https",
): readonly CredentialEntry[] {
  return intercept.credentials
    .filter(({ domains, ported }) => findDomain(scheme === "https" ? domains : ported, target, "grant") !== undefined)
    .map(({ credential }) => credential);
}
