import { InternalError } from "./errors.ts";

/** Ends an exhaustive `switch`: a new kind breaks the build here. */
export function assertNever(value: never): never {
  throw new InternalError("internal/unhandled-kind", "a kind that no branch handles", { value });
}
