/** So many things by their numbers. */
export interface Memory<T> {
  readonly keep: (id: string, value: T) => void;
  readonly find: (id: string) => T | undefined;
  /** Finds it, and remembers it no longer. */
  readonly take: (id: string) => T | undefined;
  /** Forgets all. */
  readonly clear: () => void;
}

/** Holds at most so many, and the oldest goes first. `forget` hears of what goes without anybody having taken it. */
export function createMemory<T>(most: number, forget: (value: T) => void = () => undefined): Memory<T> {
  const held = new Map<string, T>();
  const take = (id: string): T | undefined => {
    const value = held.get(id);
    held.delete(id);
    return value;
  };
  const drop = (id: string): void => {
    const value = take(id);
    if (value !== undefined) forget(value);
  };
  const shrink = (size: number): void => {
    for (const id of held.keys()) {
      if (held.size <= size) return;
      drop(id);
    }
  };
  return {
    keep: (id, value) => {
      drop(id);
      held.set(id, value);
      shrink(most);
    },
    find: (id) => held.get(id),
    take,
    clear: () => shrink(0),
  };
}
