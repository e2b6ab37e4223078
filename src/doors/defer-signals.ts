import process from "node:process";

const deferred = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** Aborted by what would end this process. */
interface Deferred extends Disposable {
  readonly signal: AbortSignal;
}

/** Until it is disposed of, a signal that would end this process only aborts; it ends by it once all that is left has been done. */
export function deferSignals(): Deferred {
  const over = new AbortController();
  const listeners = deferred.map((name) => {
    const listener = (): void => {
      if (over.signal.aborted) return;
      over.abort(name);
      process.once("exit", () => void process.kill(process.pid, name));
    };
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
