/** Lets so many go on at once; the others wait, and go on in their order. */
export interface Turns {
  /**
   * Resolves with a turn, to be given back, once it has come; with one of nobody's at once when `signal` is aborted; with nothing where as many
   * as may wait already.
   */
  readonly take: (signal: AbortSignal) => Promise<Disposable | undefined>;
}

const nobodys: Disposable = { [Symbol.dispose]: () => undefined };

export function takeTurns(most: { readonly atOnce: number; readonly waiting: number }): Turns {
  const waiting = new Set<() => void>();
  let going = 0;
  const begin = (): Disposable => {
    going += 1;
    return { [Symbol.dispose]: giveBack };
  };
  const giveBack = (): void => {
    going -= 1;
    const [next] = waiting;
    next?.();
  };
  return {
    take: async (signal) => {
      if (signal.aborted) return nobodys;
      if (going < most.atOnce) return begin();
      if (waiting.size >= most.waiting) return undefined;
      const { promise, resolve } = Promise.withResolvers<Disposable>();
      const leave = (): void => {
        waiting.delete(come);
        resolve(nobodys);
      };
      const come = (): void => {
        waiting.delete(come);
        signal.removeEventListener("abort", leave);
        resolve(begin());
      };
      waiting.add(come);
      signal.addEventListener("abort", leave, { once: true });
      return await promise;
    },
  };
}
