import type { RuleSource } from "../base/index.ts";
import type { PathEntry } from "./effective-profile.ts";
import { resolvePathEntry } from "./path-entry.ts";
import type { Variables } from "./variables.ts";

/** Files of a project that hold secrets by their very kind. Templates such as `.env.example` hold none. */
const names = [
  ".env",
  ".env.local",
  ".env.*.local",
  ".env.development",
  ".env.test",
  ".env.staging",
  ".env.production",
  "id_rsa",
  "id_dsa",
  "id_ecdsa",
  "id_ed25519",
  "*.key",
  "*.ppk",
  "*.p12",
  "*.pfx",
  "*.jks",
  "*.keystore",
  "*.kdbx",
  ".netrc",
  ".pgpass",
  ".pypirc",
  ".git-credentials",
  ".htpasswd",
];

export function secretFileEntries(variables: Variables, source: RuleSource): readonly PathEntry[] {
  return names.map((name) => resolvePathEntry(`**/${name}`, variables, source));
}
