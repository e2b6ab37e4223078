/** The five kinds of configuration mistakes that users of permission profiles know by name. */
export type IssueCode =
  | "InvalidPathError"
  | "InvalidDomainError"
  | "ConflictingRulesError"
  | "InvalidResourceLimitError"
  | "SchemaValidationError";

/** One mistake in a document: where it stands and the spelling that was wanted. */
export interface Issue {
  readonly code: IssueCode;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** RFC 6901. */
  readonly pointer: string;
  readonly message: string;
  /** The spelling that was wanted. */
  readonly wanted: string;
}

/** What a parser returns: a value, or every issue at once. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };
