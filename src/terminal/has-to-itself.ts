import { fstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from "node:fs";
import { readProcessStat } from "../processes/index.ts";

const streams = [0, 1, 2] as const;

/**
 * Whether nothing but a command of this process's own, which stands still, can write to this process's terminal or read from it: not what a pipe leads
 * to or comes from, and no other command of Sallyport's. What else its user has put in the background there is theirs.
 */
export function hasToItself(): boolean {
  const { terminal = 0 } = readProcessStat("self") ?? {};
  return terminal !== 0 && streams.every((fd) => leadsNowhereElse(fstatSync(fd), terminal)) && !hasOthers(terminal);
}

function leadsNowhereElse(stat: Stats, terminal: number): boolean {
  if (stat.isFIFO() || stat.isSocket()) return false;
  const isOther = stat.isCharacterDevice() && stat.rdev !== terminal;
  return !isOther || stat.rdev === nullDevice;
}

/** Documentation/admin-guide/devices.txt: 1:3. */
const nullDevice = 0x103;

function hasOthers(terminal: number): boolean {
  return readdirSync("/proc").some((name) => /^\d+$/u.test(name) && isOther(name, terminal));
}

/** A warden stays in the session that it was started in, whatever it has let go of. */
function isOther(pid: string, terminal: number): boolean {
  const stat = readProcessStat(pid);
  if (stat === undefined || stat.terminal !== terminal || stat.parent === process.pid) return false;
  return nameOf(pid).startsWith("sallyport-warden\0") && streams.some((fd) => mayReach(stat.parent, fd));
}

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // it has ended
  }
}

function mayReach(pid: number, fd: number): boolean {
  try {
    const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
    return target.startsWith("/dev/") ? target !== "/dev/null" : !target.startsWith("/");
  } catch {
    return readProcessStat(pid) !== undefined; // not for this user to see
  }
}
