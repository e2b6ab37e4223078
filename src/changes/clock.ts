import { lstatSync, writeFileSync } from "node:fs";

/** What the kernel's clock says now, in nanoseconds: file systems take their times from it. */
export function clockOf(folder: string): string {
  return writtenAt(`${folder}/clock`, "");
}

/** Writes a file, and returns when that was by the same clock. */
export function writtenAt(file: string, text: string): string {
  writeFileSync(file, text, { mode: 0o600 });
  return String(lstatSync(file, { bigint: true }).ctimeNs);
}

/** The same, later than all that was touched by now: that clock stands still for some milliseconds at a time. */
export function nextTick(folder: string): string {
  const now = clockOf(folder);
  let next = now;
  while (next === now) next = clockOf(folder);
  return next;
}
