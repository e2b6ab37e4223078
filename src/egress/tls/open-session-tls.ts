import { getCACertificates } from "node:tls";
import type { CompiledPolicy } from "../../policy/index.ts";
import type { Authority } from "./authority.ts";
import { createAuthority } from "./authority.ts";
import { loadSecrets, type SecretSource } from "./load-secrets.ts";
import type { Secrets } from "./put-secrets.ts";

/** What a session needs to open TLS, and what its clients must trust for that. */
export interface SessionTls {
  readonly authority: Authority;
  /** PEM: whom this machine's programs trust, and the session's authority. */
  readonly bundle: string;
  /** Looked up once for each policy. */
  readonly secretsOf: (policy: CompiledPolicy) => Secrets;
  /** Of each secret that is not there one line. */
  readonly missing: (policy: CompiledPolicy) => readonly string[];
}

export function openSessionTls(source: SecretSource): SessionTls {
  const authority = createAuthority();
  const loaded = new WeakMap<CompiledPolicy, ReturnType<typeof loadSecrets>>();
  const load = (policy: CompiledPolicy): ReturnType<typeof loadSecrets> => {
    const known = loaded.get(policy) ?? loadSecrets(policy.profile.network.credentials, source);
    loaded.set(policy, known);
    return known;
  };
  const trusted = new Set([...getCACertificates("default"), ...getCACertificates("system")]);
  return {
    authority,
    bundle: [...trusted, authority.certificate].map((certificate) => `${certificate.trim()}\n`).join(""),
    secretsOf: (policy) => load(policy).secrets,
    missing: (policy) => load(policy).missing,
  };
}
