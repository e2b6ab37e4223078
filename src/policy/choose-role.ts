import { type Issue, printable } from "../base/index.ts";
import type { ProfileDocument } from "./parse-profile.ts";

type RoleBy = NonNullable<ProfileDocument["body"]["role_by"]>;

/** Who asks, as far as the caller knows. */
export interface Asker {
  /** A role that was asked for by name. */
  readonly role?: string;
  /** SHA-256 of the API key, in lower-case hexadecimal digits. */
  readonly keyHash?: string;
  readonly context: ReadonlyMap<string, string>;
}

/** The role in force, or why there can be none. */
type Chosen = { readonly role: string | undefined; readonly issues: readonly Issue[] };

/**
 * The role that was asked for, else that of the API key, else that of the context, else the default. `documents` are those that may
 * allow something, nearest first. A key that a profile does not know is refused, and so is one with another's role.
 */
export function chooseRole(documents: readonly ProfileDocument[], { role, keyHash, context }: Asker): Chosen {
  const owner = documents.find(({ body }) => body.role_by !== undefined);
  const by = owner?.body.role_by;
  if (owner === undefined || by === undefined) return { role, issues: [] };
  const unknown = unknownRoles(documents, owner, by);
  if (unknown.length > 0) return { role: undefined, issues: unknown };
  const refuse = (pointer: string, message: string, wanted: string): Chosen => ({
    role: undefined,
    issues: [owner.issueAt(pointer, { code: "SchemaValidationError", message, wanted })],
  });
  if (keyHash !== undefined && by.keys !== undefined) {
    const [, keyed] = Object.entries(by.keys).find(([hash]) => hash === keyHash) ?? [];
    if (keyed === undefined)
      return refuse("/role_by/keys", "the API key is not known", "a key whose SHA-256 is listed in role_by.keys");
    if (role !== undefined && role !== keyed)
      return refuse("/role_by/keys", `the API key is for the role \`${printable(keyed)}\``, "that role, or no --role");
    return { role: keyed, issues: [] };
  }
  return { role: role ?? (by.context === undefined ? undefined : context.get(by.context)) ?? by.default, issues: [] };
}

/** Roles that are given to somebody, and that nobody defines. */
function unknownRoles(documents: readonly ProfileDocument[], owner: ProfileDocument, by: RoleBy): readonly Issue[] {
  const names = documents.flatMap(({ body }) => Object.keys(body.roles ?? {}));
  const given: readonly (readonly [pointer: string, name: string])[] = [
    ...Object.entries(by.keys ?? {}).map(([hash, name]) => [`/role_by/keys/${hash}`, name] as const),
    ...(by.default === undefined ? [] : [["/role_by/default", by.default] as const]),
  ];
  return given
    .filter(([, name]) => !names.includes(name))
    .map(([pointer, name]) =>
      owner.issueAt(pointer, {
        code: "SchemaValidationError",
        message: `no profile that counts has a role \`${printable(name)}\``,
        wanted: names.length === 0 ? "a role that `roles` defines" : `one of ${names.join(", ")}`,
      }),
    );
}
