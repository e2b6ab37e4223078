import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";
import type { Disarmed } from "../base/index.ts";
import type { SeenTrees } from "../confine/index.ts";
import { namesIn } from "./inspect-repository.ts";
import { sweepTrees } from "./sweep-trees.ts";

/** Records of another format are nobody's to read. */
const format = 1;

export interface SettledRuns {
  /** How it was before other commands that are still running. */
  readonly living: readonly SeenTrees[];
  /** What commands had left whose Sallyport was killed before it looked. */
  readonly late: readonly Disarmed[];
}

/** What runs wrote down that have not ended: of those that were cut short, what their end would have done is done now. */
export function settleRuns(runtime: string, warden: string): SettledRuns {
  const living: SeenTrees[] = [];
  const late: Disarmed[] = [];
  for (const name of namesIn(folderOf(runtime)).toSorted()) {
    const path = `${folderOf(runtime)}/${name}`;
    const seen = readRecord(path);
    if (seen === undefined) continue;
    if (isAlive(name)) {
      living.push(seen);
    } else {
      late.push(...sweepTrees(seen, warden).disarmed);
      rmSync(path, { force: true });
    }
  }
  return { living, late };
}

/** Writes down how it was before a run, for whoever looks when this process can't. Gone when it is disposed of. */
export function recordRun(runtime: string, seen: SeenTrees): Disposable {
  const folder = folderOf(runtime);
  const name = `${process.pid}-${startTimeOf(process.pid)}-${process.hrtime.bigint()}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${folder}/.${name}`, JSON.stringify({ format, seen }, asLists), { mode: 0o600 });
  renameSync(`${folder}/.${name}`, `${folder}/${name}`);
  return { [Symbol.dispose]: () => rmSync(`${folder}/${name}`, { force: true }) };
}

function folderOf(runtime: string): string {
  return `${runtime}/runs`;
}

/** Nothing for one that has just gone, and for half a one. */
function readRecord(path: string): SeenTrees | undefined {
  try {
    const record: { format: number; seen: SeenTrees } = JSON.parse(readFileSync(path, "utf8"), fromLists);
    return record.format === format ? record.seen : undefined;
  } catch {
    return undefined; // ENOENT, or what a process was writing when it was killed
  }
}

function asLists(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] };
  return value instanceof Set ? { set: [...value] } : value;
}

function fromLists(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("map" in value && Array.isArray(value.map)) return new Map(value.map);
  return "set" in value && Array.isArray(value.set) ? new Set(value.set) : value;
}

/** A number that is free is soon another process's. */
function isAlive(name: string): boolean {
  const [pid = "", start] = name.split("-");
  return start !== undefined && start !== "" && startTimeOf(Number(pid)) === start;
}

/** When a process was started, in ticks since the machine was (proc_pid_stat(5), field 22); empty for none. */
function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
