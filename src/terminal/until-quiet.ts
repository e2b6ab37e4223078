import { hasInterrupt, stopKey } from "./hear-keys.ts";

interface Quiet extends Disposable {
  readonly begin: () => void;
  /** True for keys that come too early; those that end or stop everything never do. */
  readonly isDisturbed: (chunk: string) => boolean;
}

/** Calls `come` when nothing was typed for so long; at once where that is no time. */
export function untilQuiet(ms: number, come: () => void): Quiet {
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const begin = (): void => {
    end();
    if (ms === 0) return come();
    timer = setTimeout(() => (end(), come()), ms);
  };
  return {
    begin,
    isDisturbed: (chunk) => {
      if (timer === undefined || chunk.includes(stopKey) || hasInterrupt(chunk)) return false;
      begin();
      return true;
    },
    [Symbol.dispose]: end,
  };
}
