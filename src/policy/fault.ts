import type { IssueCode } from "../base/index.ts";

/** What is wrong with one value, before it is known where in a document the value stands. */
export interface Fault {
  readonly message: string;
  /** The spelling that was wanted. */
  readonly wanted: string;
  /** When other than the code of the kind of value. */
  readonly code?: IssueCode;
}
