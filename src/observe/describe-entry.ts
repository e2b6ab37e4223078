import type { Disarmed, Reason, ScanReport, SeenChanges, WrittenReport } from "../base/index.ts";
import type { AuditEntry, AuditReason, AuditRecord, AuditScan } from "./audit-entry.ts";
import { createCutter, cutText, shortText } from "./cut-value.ts";
import { describeAction } from "./describe-action.ts";
import { describeExecs } from "./describe-execs.ts";

/** In characters. Six bytes each, the longest escape, still stay below the `maxLineBytes` of a line. */
const limits = {
  input: 24 * 1024,
  rewritten: 8 * 1024,
  text: 384,
  rule: 256,
  actions: 64,
  reasons: 32,
  allows: 48,
  changes: 128,
  scans: 12,
  findings: 8,
};

/** A record before it has its place in the chain. */
export type AuditBody = Omit<AuditRecord, "seq" | "prev" | "hash">;

/** The entry's members in the record's order, without secrets, each within its limit. */
export function describeEntry(entry: AuditEntry): AuditBody {
  const { request, decision, actions, allows } = entry;
  const omitted =
    Math.max(0, decision.reasons.length - limits.reasons) +
    Math.max(0, actions.length - limits.actions) +
    Math.max(0, allows.length - limits.allows);
  return {
    time: entry.time.toISOString(),
    id: shortText(request.id, limits.rule),
    session: shortText(request.session, limits.rule),
    profile: shortText(entry.profile, limits.rule),
    ...(entry.key === undefined ? {} : { key: shortText(entry.key, limits.rule) }),
    ...describeAsker(entry),
    tool: shortText(request.tool, limits.rule),
    cwd: shortText(request.cwd, limits.text),
    verdict: decision.effect,
    ...(entry.decidedBy === undefined ? {} : { decided_by: shortText(entry.decidedBy, limits.rule) }),
    reasons: decision.reasons.slice(0, limits.reasons).map(describeReason),
    ...describeResult(entry),
    layers: entry.layers,
    input: createCutter(limits.input)(request.input),
    ...(entry.asked === undefined ? {} : { asked: createCutter(limits.input)(entry.asked) }),
    ...(entry.rewritten === undefined ? {} : { rewritten: cutText(entry.rewritten, limits.rewritten) }),
    actions: actions.slice(0, limits.actions).map(describeAction),
    ...(entry.execs === undefined ? {} : describeExecs(entry.execs)),
    ...(entry.seen && describeSeen(entry.seen)),
    ...(entry.scans && { scans: entry.scans.slice(0, limits.scans).map(describeScan) }),
    allows: allows.slice(0, limits.allows).map((rule) => shortText(rule, limits.rule)),
    ...(omitted === 0 ? {} : { omitted }),
  };
}

function describeAsker({ role, agents = [], unrestricted }: AuditEntry): Partial<AuditRecord> {
  return {
    ...(role === undefined ? {} : { role: shortText(role, limits.rule) }),
    ...(agents.length === 0 ? {} : { agents: agents.slice(0, 8).map((name) => shortText(name, limits.rule)) }),
    ...(unrestricted === true ? { tools: "unrestricted" } : {}),
  };
}

function describeResult({ result, error, bytes }: AuditEntry): Partial<AuditRecord> {
  return {
    ...(result && {
      status: result.status,
      timed_out: result.timedOut,
      duration_ms: Math.round(result.durationMs * 1000) / 1000,
    }),
    ...(result?.signal === undefined ? {} : { signal: result.signal }),
    ...(result?.limitsHit === undefined ? {} : { limits_hit: result.limitsHit }),
    ...(result?.disarmed === undefined
      ? {}
      : { disarmed: result.disarmed.slice(0, limits.reasons).map(describeDisarmed) }),
    ...(result?.unswept === undefined ? {} : { unswept: shortText(result.unswept, limits.text) }),
    ...(result?.written && { written: describeWritten(result.written) }),
    ...(error === undefined ? {} : { error }),
    ...(bytes === undefined ? {} : { bytes }),
  };
}

function describeWritten({ refusals, left, ...told }: WrittenReport): NonNullable<AuditRecord["written"]> {
  const paths = [...refusals.map(({ path }) => path), ...left];
  return { ...told, not_landed: paths.slice(0, limits.reasons).map((path) => shortText(path, limits.text)) };
}

/** Somebody else's changes come first: of one's own the command tells, too. */
function describeSeen({ changes, unwatched }: SeenChanges): Partial<AuditRecord> {
  const sorted = changes.toSorted((one, next) => Number(next.by === "other") - Number(one.by === "other"));
  const listed = sorted.slice(0, limits.changes);
  return {
    changes: listed.map(({ path, change, by }) => ({ path: shortText(path, limits.text), change, by })),
    ...(listed.length === changes.length ? {} : { changes_omitted: changes.length - listed.length }),
    ...(unwatched === undefined ? {} : { unwatched: shortText(unwatched, limits.text) }),
  };
}

function describeScan({ tool, state, note, findings }: ScanReport): AuditScan {
  const listed = findings.slice(0, limits.findings);
  return {
    tool: shortText(tool, limits.rule),
    state,
    ...(note === undefined ? {} : { note: shortText(note, limits.text) }),
    findings: listed.map(({ severity, file, line, id, message }) => ({
      severity,
      file: shortText(file, limits.text),
      ...(line === undefined ? {} : { line }),
      id: shortText(id, limits.rule),
      message: shortText(message, limits.text),
    })),
    ...(listed.length === findings.length ? {} : { omitted: findings.length - listed.length }),
  };
}

function describeDisarmed({ path, how }: Disarmed): Disarmed {
  return { path: shortText(path, limits.text), how };
}

function describeReason({ code, effect, subject, rule, at, message }: Reason): AuditReason {
  return {
    code,
    effect,
    subject: shortText(subject, limits.text),
    ...(rule && {
      rule: shortText(rule.text, limits.rule),
      source: shortText(`${rule.source.file}#${rule.source.pointer}`, limits.rule),
    }),
    ...(at && { at }),
    message: shortText(message, limits.text),
  };
}
