import type { AuditQuery } from "../../src/observe/index.ts";
import type { EntryShape } from "./audit-fixtures.ts";

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 30, 12, minute));

export const queryEntries: readonly EntryShape[] = [
  { id: "a", time: at(0), tool: "Bash", session: "one" },
  { id: "b", time: at(1), tool: "Bash", session: "two", effect: "deny", rule: "Bash(rm:*)", command: "rm -rf X" },
  { id: "c", time: at(2), tool: "Read", session: "one", effect: "ask", rule: "Read(./x)" },
  { id: "d", time: at(3), tool: "Bash", session: "two", command: "echo Needle" },
];

export const queryCases: readonly { readonly name: string; readonly query: AuditQuery; readonly ids: string }[] = [
  { name: "everything", query: {}, ids: "abcd" },
  { name: "since", query: { since: at(1) }, ids: "bcd" },
  { name: "until", query: { until: at(1) }, ids: "a" },
  { name: "between", query: { since: at(1), until: at(3) }, ids: "bc" },
  { name: "tool", query: { tool: "Read" }, ids: "c" },
  { name: "verdict allow", query: { verdict: "allow" }, ids: "ad" },
  { name: "verdict ask", query: { verdict: "ask" }, ids: "c" },
  { name: "rule", query: { rule: "Bash(rm:*)" }, ids: "b" },
  { name: "reason code", query: { rule: "rule/allowed" }, ids: "ad" },
  { name: "session", query: { session: "two" }, ids: "bd" },
  { name: "text in any case", query: { text: "nEEdle" }, ids: "d" },
  { name: "several at once", query: { session: "two", verdict: "deny" }, ids: "b" },
  { name: "none", query: { tool: "Write" }, ids: "" },
];
