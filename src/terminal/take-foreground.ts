import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether keys come to this process now. */
interface Foreground extends Disposable {
  readonly taken: boolean;
}

/**
 * Brings this process's group to the front of its terminal while a command runs that has put a job of its own there, as an interactive shell
 * does. From nobody else the terminal is taken away. `warden`: the native helper; Node can't do it.
 */
export function takeForeground(warden: string): Foreground {
  const [own, front] = [numberOf("self", group), numberOf("self", foregroundGroup)];
  if (own === front) return { taken: true, [Symbol.dispose]: () => undefined };
  const hand = (to: number): boolean =>
    spawnSync(warden, ["--foreground", String(to)], { stdio: "ignore" }).status === 0;
  const taken = own !== undefined && front !== undefined && isBelowUs(front) && hand(own);
  return {
    taken,
    [Symbol.dispose]: () => {
      if (taken && numberOf("self", foregroundGroup) === own) hand(front);
    },
  };
}

/** Fields of proc_pid_stat(5), counted from the one behind the name. */
const [parent, group, foregroundGroup] = [2, 3, 6] as const;

function numberOf(process: number | "self", field: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${process}/stat`, "utf8").replace(/^.*\)/su, "").split(" ");
    return Number(fields[field]);
  } catch {
    return undefined; // it has ended
  }
}

function isBelowUs(pid: number): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = numberOf(at, parent))
    if (at === process.pid) return true;
  return false;
}
