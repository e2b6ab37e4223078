import { readFileSync, readlinkSync, type Stats } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { KeptEntry } from "../confine/index.ts";
import { lookAt, namesIn, stampOf } from "./inspect-repository.ts";
import { openWay } from "./open-beneath.ts";
import { bytesOf } from "./path-bytes.ts";

/** How much may still be remembered: every command pays for it. */
export interface KeepBudget {
  entries: number;
  bytes: number;
}

/** What stands at a path with all that is in it, in a folder that can be gone through; nothing for nothing. It may end where the budget does. */
export function keepEntry(path: AbsolutePath, budget: KeepBudget): KeptEntry | undefined {
  const stats = lookAt(path);
  if (stats === undefined) return undefined;
  budget.entries -= 1;
  if (stats.isSymbolicLink()) return { kind: "link", target: readLink(path) };
  return stats.isDirectory() ? keepFolder(path, budget) : keepFile(path, stats, budget);
}

function keepFolder(folder: AbsolutePath, budget: KeepBudget): KeptEntry {
  using _way = openWay(folder, "look");
  const entries = new Map<string, KeptEntry>();
  for (const name of namesIn(folder)) {
    if (isSpent(budget)) break;
    const entry = keepEntry(parseAbsolutePath(`${folder}/${name}`), budget);
    if (entry !== undefined) entries.set(name, entry);
  }
  return { kind: "folder", entries };
}

function keepFile(path: AbsolutePath, stats: Stats, budget: KeepBudget): KeptEntry {
  budget.bytes -= stats.size;
  const bytes = stats.isFile() && !isSpent(budget) ? readBytes(path) : undefined;
  return bytes === undefined
    ? { kind: "unread", stamp: stampOf(path) }
    : { kind: "file", mode: stats.mode & 0o7777, bytes };
}

export function isSpent({ entries, bytes }: KeepBudget): boolean {
  return entries < 0 || bytes < 0;
}

/** One character a byte. */
export function readBytes(path: string): string | undefined {
  try {
    return readFileSync(bytesOf(path), "latin1");
  } catch {
    return undefined; // gone, or not for this user to read
  }
}

export function readLink(path: string): string {
  return readlinkSync(bytesOf(path), "latin1");
}
