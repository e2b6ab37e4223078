/** So many places, and who waits for one: those that come back first, then each in its order. */
export interface Places {
  /** Resolves when there is a place, which is then taken; with `false` when `signal` is aborted before. */
  readonly come: (as: "back" | "new", signal: AbortSignal) => Promise<boolean>;
  /** Leaves one to the next. */
  readonly leave: () => void;
  readonly areTaken: () => boolean;
  /** How many new ones wait. */
  readonly waiting: () => number;
}

export function createPlaces(most: number): Places {
  const queues = { back: new Set<() => void>(), new: new Set<() => void>() };
  let taken = 0;
  return {
    come: async (as, signal) => {
      if (signal.aborted) return false;
      if (taken < most) {
        taken += 1;
        return true;
      }
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const giveUp = (): void => {
        queues[as].delete(take);
        resolve(false);
      };
      const take = (): void => {
        queues[as].delete(take);
        signal.removeEventListener("abort", giveUp);
        taken += 1;
        resolve(true);
      };
      queues[as].add(take);
      signal.addEventListener("abort", giveUp, { once: true });
      return await promise;
    },
    leave: () => {
      taken -= 1;
      const [next] = queues.back.size > 0 ? queues.back : queues.new;
      next?.();
    },
    areTaken: () => taken >= most,
    waiting: () => queues.new.size,
  };
}
