import { createPlaces, type Places } from "./places.ts";

/** One call's place among those that go on at once; given back when it is disposed of. */
export interface Turn extends Disposable {
  /** Gives way to others while somebody is asked; rejects where as many as may are asked already. `back` is to follow. */
  readonly whileAsked: <T>(ask: () => Promise<T>) => Promise<T>;
  /** Resolves when it may go on: at once where it has not given way, or is not wanted any more. */
  readonly back: () => Promise<void>;
}

/** Lets so many go on at once; the others wait, and go on in their order, but after those that had gone on before. */
export interface Turns {
  /**
   * Resolves with a turn once it has come; with one of nobody's at once when `signal` is aborted; with nothing where as many as may wait
   * already. `note` is called where it has to wait, and what it gives disposed of when it has waited.
   */
  readonly take: (signal: AbortSignal, note?: () => Disposable) => Promise<Turn | undefined>;
  /** A turn of nobody's, for what never waits. */
  readonly pass: () => Turn;
}

interface Most {
  readonly atOnce: number;
  readonly waiting: number;
  /** Questions that have no answer yet. */
  readonly asked: number;
}

export function takeTurns(most: Most): Turns {
  const places = createPlaces(most.atOnce);
  let open = 0;
  const whileOpen = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (open >= most.asked) throw new Error(`${open} questions wait for an answer already; ask again later`);
    open += 1;
    try {
      return await ask();
    } finally {
      open -= 1;
    }
  };
  const pass = (): Turn => ({ whileAsked: whileOpen, back: async () => undefined, [Symbol.dispose]: () => undefined });
  return {
    take: async (signal, note) => {
      if (signal.aborted) return pass();
      if (places.areTaken() && places.waiting() >= most.waiting) return undefined;
      using _ = places.areTaken() ? note?.() : undefined;
      return (await places.come("new", signal)) ? beginTurn({ places, signal, whileOpen }) : pass();
    },
    pass,
  };
}

interface Beginning {
  readonly places: Places;
  readonly signal: AbortSignal;
  readonly whileOpen: Turn["whileAsked"];
}

function beginTurn({ places, signal, whileOpen }: Beginning): Turn {
  const over = new AbortController();
  const unwanted = AbortSignal.any([signal, over.signal]);
  let [hasPlace, coming]: [boolean, Promise<void> | undefined] = [true, undefined];
  const leave = (): void => {
    if (hasPlace) places.leave();
    hasPlace = false;
  };
  const comeBack = async (): Promise<void> => {
    hasPlace = await places.come("back", unwanted);
    coming = undefined;
    if (over.signal.aborted) leave();
  };
  return {
    whileAsked: (ask) =>
      whileOpen(async () => {
        leave();
        return await ask();
      }),
    back: async () => {
      if (!hasPlace) await (coming ??= comeBack());
    },
    [Symbol.dispose]: () => {
      over.abort();
      leave();
    },
  };
}
