import type { ErrorCode } from "../base/index.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { type AuditBody, describeEntry } from "./describe-entry.ts";

/** What is known of a request while it is under way, without secrets, as a text to be kept for whoever may have to record it. */
export function noteEntry(entry: AuditEntry): string {
  return JSON.stringify(describeEntry(entry));
}

const texts = ["time", "id", "session", "profile", "tool", "verdict"] as const;
const lists = ["reasons", "allows", "actions", "layers"] as const;

/** The record that it is to become, as it ended so; nothing where the text was not written to its end. */
export function parseNoted(text: string, error: ErrorCode): AuditBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null) return undefined;
    const members = new Map<string, unknown>(Object.entries(body));
    const isWhole =
      texts.every((name) => typeof members.get(name) === "string") &&
      lists.every((name) => Array.isArray(members.get(name)));
    return isWhole ? { ...(body as AuditBody), error } : undefined;
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined;
    throw failure;
  }
}
