import { existsSync, statSync } from "node:fs";
import { type Head, listLogs, loadHead, lockPath, logPath } from "./audit-folder.ts";
import { openExclusiveLock } from "./exclusive-lock.ts";
import { type Line, readLines } from "./read-lines.ts";
import { type ChainPoint, chainStart, parseLine, type ParsedLine } from "./record-line.ts";

export type AuditProblemCode =
  | "edited"
  | "unreadable"
  | "missing"
  | "replaced"
  | "out-of-order"
  | "truncated"
  | "torn"
  | "head-missing"
  | "not-as-expected";

export interface AuditProblem {
  readonly code: AuditProblemCode;
  /** Path of the log's file. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export interface AuditVerdict {
  /**
   * `intact`: nothing to say. `torn`: a writer died in the middle of a line; no acknowledged record is
   * concerned, and the next writer or `repairAudit` sets the piece aside. `tampered`: somebody changed the log.
   */
  readonly state: "intact" | "torn" | "tampered";
  readonly records: number;
  readonly files: number;
  /** The last record's place, for keeping elsewhere and for `expect`. */
  readonly last: ChainPoint;
  /** At most the first hundred. */
  readonly problems: readonly AuditProblem[];
}

export interface VerifyOptions {
  /** A place noted earlier: the log must still hold that record. */
  readonly expect?: ChainPoint;
  /** The oldest files may have been taken away by the operator. */
  readonly pruned?: boolean;
}

interface Walk {
  readonly pruned: boolean;
  readonly problems: AuditProblem[];
  last: ChainPoint;
  records: number;
  met: boolean;
}

const maxProblems = 100;

/** Reads the whole log in constant memory and follows its chain. Never changes it. */
export function verifyAudit(folder: string, options: VerifyOptions = {}): AuditVerdict {
  const { head, files } = snapshot(folder);
  const walk: Walk = { pruned: options.pruned === true, problems: [], last: chainStart, records: 0, met: false };
  let at: Place = { file: logPath(folder, 1), line: 0 };
  for (const { file, size } of files) {
    at = { file, line: 0 };
    for (const line of readLines(file, 0, size)) {
      at = { file, line: at.line + 1 };
      follow(walk, at, line);
      const { expect } = options;
      if (expect?.seq === walk.last.seq && expect.hash === walk.last.hash) walk.met = true;
    }
  }
  compareHead(walk, at, head, files.length > 0);
  if (options.expect !== undefined && options.expect.seq > 0 && !walk.met) {
    report(walk, at, "not-as-expected", `record ${options.expect.seq} is not the one that was noted`);
  }
  return {
    state: stateOf(walk.problems),
    records: walk.records,
    files: files.length,
    last: walk.last,
    problems: walk.problems.slice(0, maxProblems),
  };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

interface Snapshot {
  readonly head: Head | undefined;
  readonly files: readonly { readonly file: string; readonly size: number }[];
}

/** The head and the lengths that belong to it: taken while no writer is in the middle of a record. */
function snapshot(folder: string): Snapshot {
  const take = (): Snapshot => ({
    head: loadHead(folder),
    files: listLogs(folder).map((number) => ({ file: logPath(folder, number), size: sizeOf(logPath(folder, number)) })),
  });
  if (!existsSync(lockPath(folder))) return take();
  using lock = openExclusiveLock(lockPath(folder));
  return lock.hold(take);
}

function sizeOf(path: string): number {
  return statSync(path).size;
}

function follow(walk: Walk, at: Place, line: Line): void {
  const parsed = line.tooLong ? undefined : parseLine(line.bytes);
  if (parsed === undefined) {
    if (line.torn) report(walk, at, "torn", "half a record: its writer died before it was acknowledged");
    else report(walk, at, "unreadable", "this line is no record");
    return;
  }
  walk.records += 1;
  if (!parsed.unchanged) report(walk, at, "edited", `record ${parsed.record.seq} was changed after it was written`);
  compareChain(walk, at, parsed);
  walk.last = { seq: parsed.record.seq, hash: parsed.record.hash };
}

function compareChain(walk: Walk, at: Place, { record }: ParsedLine): void {
  if (record.prev === walk.last.hash && record.seq === walk.last.seq + 1) return;
  if (walk.pruned && walk.records === 1) return;
  const gap = record.seq - walk.last.seq - 1;
  if (gap > 0) report(walk, at, "missing", `${gap} record(s) before record ${record.seq} are missing`);
  else if (gap < 0) report(walk, at, "out-of-order", `record ${record.seq} stands after record ${walk.last.seq}`);
  else
    report(walk, at, "replaced", `record ${walk.last.seq} is not the one that record ${record.seq} was written after`);
}

/** A log that is ahead of its head was written by somebody who died in between; one that is behind was cut. */
function compareHead(walk: Walk, at: Place, head: Head | undefined, hasFiles: boolean): void {
  if (head === undefined) {
    if (hasFiles)
      report(
        walk,
        at,
        "head-missing",
        "the head file is missing or unreadable, so that a cut at the end would not show",
      );
    return;
  }
  const behind = head.seq - walk.last.seq;
  if (behind > 0) report(walk, at, "truncated", `the last ${behind} record(s), up to ${head.seq}, are missing`);
  else if (behind === 0 && head.hash !== walk.last.hash) {
    report(walk, at, "replaced", `record ${head.seq} is not the one that was acknowledged`);
  }
}

function report(walk: Walk, { file, line }: Place, code: AuditProblemCode, message: string): void {
  if (walk.problems.length < maxProblems) walk.problems.push({ code, file, line, message });
}

function stateOf(problems: readonly AuditProblem[]): AuditVerdict["state"] {
  if (problems.length === 0) return "intact";
  return problems.every(({ code }) => code === "torn") ? "torn" : "tampered";
}
