/** Everything random in a line comes from its own small number, so that one line can be made again alone. */
export interface Dice {
  /** A whole number from 0, below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  readonly pickFrom: <T>(choices: readonly T[], weight: (choice: T) => number) => T;
  readonly chance: (share: number) => boolean;
  /** A word that nothing else is called. */
  readonly name: () => string;
}

/** Mulberry32: 32 bits of state, good enough for choices. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: ([first, ...others]) => {
      const at = below(others.length + 1);
      return at === 0 ? first : (others[at - 1] ?? first);
    },
    pickFrom: (choices, weight) => {
      let rest = next() * choices.reduce((sum, choice) => sum + weight(choice), 0);
      const found = choices.find((choice) => (rest -= weight(choice)) < 0) ?? choices.at(-1);
      if (found === undefined) throw new Error("there is nothing to choose from");
      return found;
    },
    chance: (share) => next() < share,
    name: () => `n${below(36 ** 5).toString(36)}`,
  };
}
