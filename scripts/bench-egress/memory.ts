/** What tunnels cost a proxy in memory and descriptors, while they stand and afterwards. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import type { Running } from "./contestants.ts";
import type { Load } from "./load.ts";

export interface Memory {
  /** Megabytes, with 1,000 tunnels open. */
  readonly open: number;
  /** The most it ever took, after 50,000 tunnels. */
  readonly peak: number;
  /** Descriptors that it has more than before the first tunnel. */
  readonly leaked: number;
}

export const openAtOnce = 1000;
export const openedInAll = 50_000;

/** Measures a proxy that was just started. */
export async function measureMemory({ port, pid }: Running, load: Load): Promise<Memory> {
  await load.tunnels(port, { count: 1, seconds: 10 });
  const before = await settledDescriptors(pid, 0);
  const open = await load.hold(port, openAtOnce, () => megabytes(pid, "VmRSS"));
  await load.tunnels(port, { count: openedInAll, seconds: 600 });
  const leaked = (await settledDescriptors(pid, before)) - before;
  return { open, peak: megabytes(pid, "VmHWM"), leaked };
}

/** How many there are once no more are given back, or no more than expected are left. */
async function settledDescriptors(pid: number, expected: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let seconds = 0; seconds < 10 && least > expected; seconds += 1) {
    await after(1000);
    least = Math.min(
      least,
      treeOf(pid).reduce((sum, each) => sum + readdirSync(`/proc/${each}/fd`).length, 0),
    );
  }
  return least;
}

/** A proxy and the processes that it has started. */
function treeOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return [
    pid,
    ...children
      .split(" ")
      .filter(Boolean)
      .flatMap((child) => treeOf(Number(child))),
  ];
}

/** Of all its processes together. */
function megabytes(pid: number, field: "VmRSS" | "VmHWM"): number {
  const ofOne = (each: number): number => {
    const status = readFileSync(`/proc/${each}/status`, "utf8");
    const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, "mu").exec(status) ?? [];
    return Number(kilobytes) / 1024;
  };
  return treeOf(pid).reduce((sum, each) => sum + ofOne(each), 0);
}
