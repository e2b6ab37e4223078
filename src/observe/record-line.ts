import { createHash, hash as digest } from "node:crypto";
import type { AuditRecord } from "./audit-entry.ts";
import type { AuditBody } from "./describe-entry.ts";

/** Where a chain stands: the next record follows `hash` and counts on from `seq`. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}

export const chainStart: ChainPoint = { seq: 0, hash: "0".repeat(64) };

/** Readers take no longer line for a record. The limits of `describeEntry` keep every record far under it, escapes included. */
export const maxLineBytes = 1024 * 1024;

const hashMemberBytes = `,"hash":"${chainStart.hash}"}`.length;

export interface SealedLine extends ChainPoint {
  /** With its line feed. */
  readonly line: string;
}

/** Makes the next line of the chain. */
export function sealLine(body: AuditBody, after: ChainPoint): SealedLine {
  const seq = after.seq + 1;
  const open = `{"seq":${seq},${JSON.stringify(body).slice(1, -1)},"prev":"${after.hash}"`;
  const hash = hashOf(`${open}}`);
  return { seq, hash, line: `${open},"hash":"${hash}"}\n` };
}

/** A line read back: the record, and whether not one of its bytes changed since it was written. */
export interface ParsedLine {
  readonly record: AuditRecord;
  readonly unchanged: boolean;
}

/** Reads one line back, or undefined when it is no record. */
export function parseLine(line: Buffer): ParsedLine | undefined {
  const record = parseRecord(line.toString("utf8"));
  if (record === undefined) return undefined;
  const body = line.subarray(0, Math.max(0, line.length - hashMemberBytes));
  const member = line.toString("latin1", body.length);
  const hash = createHash("sha256").update(body).update("}").digest("hex");
  return { record, unchanged: member === `,"hash":"${hash}"}` && record.hash === hash };
}

/** The same for readers that do not ask about the chain. */
export function parseRecord(line: string): AuditRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const textMembers = ["time", "id", "session", "profile", "tool", "verdict", "prev", "hash"] as const;
const listMembers = ["reasons", "allows", "actions", "layers"] as const;

function isRecord(value: unknown): value is AuditRecord {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  return (
    Number.isSafeInteger(members.get("seq")) &&
    textMembers.every((name) => typeof members.get(name) === "string") &&
    listMembers.every((name) => Array.isArray(members.get(name)))
  );
}

/** Loads the means to hash, which takes longer than a record: whoever opens the log early has it ready in time. */
export function loadHashing(): void {
  hashOf("");
}

function hashOf(text: string): string {
  return digest("sha256", text);
}
