import { readFileSync, readlinkSync } from "node:fs";
import { readProcessStat, startOf } from "../processes/index.ts";

/**
 * What tells the terminal's session from every other there was or will be: its leader, most often a shell, by number and start, the container and the
 * machine's own start. Nothing where the leader has ended or can't be seen.
 */
export function findSitting(): string | undefined {
  const leader = readProcessStat("self")?.session ?? 0;
  const start = startOf(leader);
  if (start === undefined) return undefined;
  try {
    const machine = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return [machine, readlinkSync("/proc/self/ns/pid"), leader, start].join(" ");
  } catch {
    return undefined; // no such files here
  }
}
