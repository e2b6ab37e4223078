import { printable } from "../../base/index.ts";
import { parseJson } from "./read-message.ts";

interface JsonError {
  readonly code: number;
  readonly message: string;
}

const invalidParams = -32_602;

/** A list of what is wrong with a request, as the kit spells it: in whatever call, it means that the request is not of its form. */
const listed = /^(?:[^\n]*: )?(\[\n[^]*\])$/u;

/** What the kit says in many lines, and partly as if the failure were ours, in one; anything else as it is. */
export function plainError<T extends JsonError>(error: T): T {
  const issues = parseJson(listed.exec(error.message)?.[1] ?? "");
  if (!Array.isArray(issues)) return error;
  const said = issues.map(({ path, message }: Readonly<Record<string, unknown>>) => {
    const place = Array.isArray(path) ? path.join(".") : "";
    return `\`${place}\`: ${String(message).replace(/^Invalid input: /u, "")}`;
  });
  return {
    ...error,
    code: invalidParams,
    message: printable(`the request is not of its form: ${said.join("; ")}`, 1000),
  };
}
