/** A place in a JSON document. */
export type JsonPath = readonly (string | number)[];

/** One thing of ours in one file of a client's. */
export type Part =
  /** A value of its own. */
  | { readonly kind: "set"; readonly file: string; readonly path: JsonPath; readonly value: unknown }
  /** An element of a list in which others have theirs. */
  | { readonly kind: "add"; readonly file: string; readonly path: JsonPath; readonly value: unknown }
  /** Lines of TOML between two marks, at the end. */
  | { readonly kind: "block"; readonly file: string; readonly text: string }
  /** A symbolic link. */
  | { readonly kind: "link"; readonly file: string; readonly to: string };

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
