import type { RuleSource } from "../base/index.ts";
import { coversDomain } from "./domain-entry.ts";
import type { CredentialEntry, PathEntry } from "./effective-profile.ts";
import { beyondBound, boundBy, nearestAllowing } from "./merge-lists.ts";
import { resolvePathEntry } from "./path-entry.ts";
import { type Findings, loosening } from "./pick-field.ts";
import { type Layer, sourceIn } from "./layer.ts";
import type { ProfileBody } from "./profile-schema.ts";
import type { Variables } from "./variables.ts";

const at = "/permissions/network_access/credentials";

/** Where servers look for secrets. In other headers a placeholder stays what it is, unless the profile names them. */
const usualHeaders = [
  "authorization",
  "x-api-key",
  "api-key",
  "x-auth-token",
  "x-access-token",
  "private-token",
  "job-token",
  "x-goog-api-key",
  "x-vault-token",
] as const;

const stated = (body: ProfileBody) => body.permissions?.network_access?.credentials;

/** The secrets of the nearest layer that lists any, inside the administrator's. A project that is not trusted gets none. */
export function mergeCredentials(
  layers: readonly Layer[],
  variables: Variables,
  findings: Findings,
): readonly CredentialEntry[] {
  const narrow = layers.filter(({ power, body }) => power === "narrow" && (stated(body)?.length ?? 0) > 0);
  findings.notes.push(...narrow.map((layer) => ({ source: sourceIn(layer, at), message: loosening(at) })));
  const read = (layer: Layer): readonly CredentialEntry[] =>
    (stated(layer.body) ?? []).map((written, index) =>
      credentialOf(written, sourceIn(layer, `${at}/${index}`), variables),
    );
  const owner = nearestAllowing(layers, (body) => stated(body) !== undefined);
  const managed = layers.find(({ power, body }) => power === "bound" && stated(body) !== undefined);
  const { kept, dropped } = boundBy(
    owner === undefined ? [] : read(owner),
    managed === undefined ? undefined : read(managed),
    coversCredential,
  );
  findings.notes.push(...dropped.map(({ variable, source }) => beyondBound({ text: variable, source })));
  return kept;
}

type Written = NonNullable<ReturnType<typeof stated>>[number];

function credentialOf(written: Written, source: RuleSource, variables: Variables): CredentialEntry {
  const { variable, from_env: name = variable, from_file: file } = written;
  return {
    variable,
    placeholder: written.placeholder ?? `sallyport-placeholder-${variable.toLowerCase().replaceAll("_", "-")}`,
    domains: written.domains.map((text, index) => ({
      text,
      source: { file: source.file, pointer: `${source.pointer}/domains/${index}` },
    })),
    headers: written.headers ?? usualHeaders,
    from:
      file === undefined ? { kind: "env", name } : { kind: "file", path: resolvePathEntry(file, variables, source) },
    source,
  };
}

/** The same secret, to no other hosts and in no other headers. */
function coversCredential(outer: CredentialEntry, inner: CredentialEntry): boolean {
  const sameSecret =
    outer.from.kind === "env"
      ? inner.from.kind === "env" && inner.from.name === outer.from.name
      : inner.from.kind === "file" && inner.from.path.path === outer.from.path.path;
  return (
    sameSecret &&
    inner.headers.every((header) => outer.headers.includes(header)) &&
    inner.domains.every(({ text }) => outer.domains.some((wide) => coversDomain(wide.text, text)))
  );
}

/** What commands may neither read nor inherit: files with secrets, and variables, which hold the placeholder instead. */
export function credentialPlaces(credentials: readonly CredentialEntry[]): {
  readonly files: readonly PathEntry[];
  readonly variables: readonly (readonly [name: string, placeholder: string])[];
} {
  return {
    files: credentials.flatMap(({ from }) => (from.kind === "file" ? [from.path] : [])),
    variables: credentials.flatMap(({ variable, placeholder, from }) => [
      ...(from.kind === "env" ? [[from.name, placeholder] as const] : []),
      [variable, placeholder] as const,
    ]),
  };
}
