import { closeSync, openSync } from "node:fs";
import { isatty } from "node:tty";
import { askKeys } from "./ask-keys.ts";
import { findSitting } from "./find-sitting.ts";
import { takeForeground } from "./take-foreground.ts";

/** The terminal itself, whatever the standard streams are. */
export interface Terminal {
  /**
   * Shows `text` and waits until what is typed is understood: one key in lower case, or a whole line where keys can't be had one by one. Nothing
   * when no answer comes any more, or `signal` is aborted.
   */
  readonly ask: <T>(
    text: string,
    understand: (typed: string) => T | undefined,
    signal: AbortSignal,
  ) => Promise<T | undefined>;
  /** The session that it belongs to, as long as that lasts. */
  readonly sitting: () => string | undefined;
}

/** Whether a command runs at the same terminal. */
export type TerminalUse = "alone" | "beside a command";

interface Called {
  readonly invokedAs: string;
  /** The native helper. */
  readonly warden: string;
}

/**
 * The terminal of whoever called, if somebody sees it. Not where Sallyport stands in for bash: there an agent's client may have made the terminal, and
 * the agent types.
 */
export function openTerminal({ invokedAs, warden }: Called, use: TerminalUse): Terminal | undefined {
  if (/bash/u.test(invokedAs) || !isatty(2) || !isThere()) return undefined;
  return {
    ask: async (text, understand, signal) => {
      // Before anything runs the kernel itself has a job in the background wait until it is called to the front.
      using foreground = use === "alone" ? undefined : takeForeground(warden);
      return foreground?.taken === false ? undefined : await askKeys(text, understand, { signal, warden });
    },
    sitting: findSitting,
  };
}

function isThere(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r+"));
    return true;
  } catch {
    return false; // nobody's terminal is ours
  }
}
