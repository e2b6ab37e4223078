import { spawnSync } from "node:child_process";
import { readProcessStat } from "../processes/index.ts";

/** Whether keys come to this process now. */
interface Foreground extends Disposable {
  readonly taken: boolean;
}

/**
 * Brings this process's group to the front of its terminal while a command runs that has put a job of its own there, as an interactive shell
 * does. From nobody else the terminal is taken away. `warden`: the native helper; Node can't do it.
 */
export function takeForeground(warden: string): Foreground {
  const { group: own, foregroundGroup: front } = readProcessStat("self") ?? {};
  if (own === front) return { taken: true, [Symbol.dispose]: () => undefined };
  const hand = (to: number): boolean =>
    spawnSync(warden, ["--foreground", String(to)], { stdio: "ignore" }).status === 0;
  const taken = own !== undefined && front !== undefined && isBelowUs(front) && hand(own);
  return {
    taken,
    [Symbol.dispose]: () => {
      if (taken && readProcessStat("self")?.foregroundGroup === own) hand(front);
    },
  };
}

function isBelowUs(pid: number): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = readProcessStat(at)?.parent)
    if (at === process.pid) return true;
  return false;
}
