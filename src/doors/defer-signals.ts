import process from "node:process";
import type { World } from "./world.ts";

const deferred = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** Aborted by what would end this process. */
export interface Deferred extends Disposable {
  readonly signal: AbortSignal;
}

/** Hears of a signal that would end this process, or what it runs, where somebody else obeys it. One that is `ignored` would not. */
export function hearSignals({ ignored }: Pick<World, "ignored">): Deferred {
  const over = new AbortController();
  const ending = deferred.filter((name) => !ignored.includes(name));
  const listeners = ending.map((name) => {
    const listener = (): void => over.abort(name);
    process.on(name, listener);
    return { name, listener };
  });
  return {
    signal: over.signal,
    [Symbol.dispose]: () => {
      for (const { name, listener } of listeners) process.off(name, listener);
    },
  };
}

/**
 * Until it is disposed of, a signal that would end this process only aborts; it ends by it once all that is left has been done. One that is
 * `ignored` would not.
 */
export function deferSignals(world: Pick<World, "ignored">): Deferred {
  const heard = hearSignals(world);
  heard.signal.addEventListener("abort", () => {
    const name: unknown = heard.signal.reason;
    const ends = deferred.find((one) => one === name);
    process.once("exit", () => void process.kill(process.pid, ends));
  });
  return heard;
}
