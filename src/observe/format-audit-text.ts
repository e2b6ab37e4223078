import { type Effect, printable } from "../base/index.ts";
import type { AuditRecord } from "./audit-entry.ts";

const results = {
  allow: "ALLOWED",
  ask: "ASKED (permission_required)",
  deny: "DENIED (permission_error)",
} as const satisfies Record<Effect, string>;

/** One record in four lines for people, and one more for each program that was refused while it ran. Times are UTC. */
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
    ...refusedLines(record),
  ].join("\n");
}

function refusedLines({ execs = [], exec_counts: counts }: AuditRecord): readonly string[] {
  const refused = execs.filter(({ verdict }) => verdict === "deny");
  const lines = refused.map(({ argv, chain, rule, code, times }) => {
    const words = Array.isArray(argv) ? argv.map((word) => (typeof word === "string" ? word : "…")).join(" ") : "";
    const often = times === undefined ? "" : ` (${times} times)`;
    return `  Refused: ${printable([...chain, words].join(" → "), 400)}${often}: ${printable(rule ?? code)}`;
  });
  const listed = refused.reduce((sum, { times = 1 }) => sum + times, 0);
  const more = (counts?.refused ?? 0) - listed;
  return more > 0 ? [...lines, `  Refused: ${more} more`] : lines;
}
