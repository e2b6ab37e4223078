import { readFileSync } from "node:fs";

/** What the kernel tells of a process (proc_pid_stat(5)). */
interface ProcessStat {
  /** It has ended, though its parent has not yet taken note. */
  readonly hasEnded: boolean;
  readonly parent: number;
  readonly group: number;
  /** The number of its session's leader; 0 where that is in another container. */
  readonly session: number;
  /** The terminal that controls its session, as the kernel numbers devices; 0: none. */
  readonly terminal: number;
  /** The group that its terminal's keys go to. */
  readonly foregroundGroup: number;
  /** When it started, in ticks of the clock since the machine did. */
  readonly start: string | undefined;
}

/** Reads it afresh; nothing of a process that isn't there. */
export function readProcessStat(pid: number | string): ProcessStat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined; // it has ended
  }
  // The name before may hold blanks and brackets of its own.
  const [state = "", ...fields] = text.replace(/^.*\) /su, "").split(" ");
  return {
    hasEnded: state === "Z" || state === "X",
    parent: Number(fields[0]),
    group: Number(fields[1]),
    session: Number(fields[2]),
    terminal: Number(fields[3]),
    foregroundGroup: Number(fields[4]),
    start: fields[18],
  };
}

/** When a process started: with its number it tells it from every other that had or will have that number. Nothing for one that has ended. */
export function startOf(pid: number | string): string | undefined {
  const stat = readProcessStat(pid);
  return stat === undefined || stat.hasEnded ? undefined : stat.start;
}
