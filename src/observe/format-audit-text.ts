import { type Effect, printable } from "../base/index.ts";
import type { AuditRecord } from "./audit-entry.ts";

const results = {
  allow: "ALLOWED",
  ask: "ASKED (permission_required)",
  deny: "DENIED (permission_error)",
} as const satisfies Record<Effect, string>;

/** One record in four lines for people. Times are UTC. */
export function formatAuditText(record: AuditRecord): string {
  const time = printable(record.time.slice(0, 19).replace("T", " "));
  const subject = printable(record.key ?? (record.session === "" ? record.profile : record.session));
  const allows = record.allows.map((rule) => printable(JSON.stringify(rule), 1000)).join(", ");
  const result = record.error === undefined ? results[record.verdict] : `FAILED (${printable(record.error)})`;
  return [
    `[${time}] Permission check: ${subject}`,
    `  Tool requested: ${printable(record.tool)}`,
    `  Key allows: [${allows}]`,
    `  Result: ${result}`,
  ].join("\n");
}
