import { closeSync, openSync } from "node:fs";
import { isatty } from "node:tty";
import { askKeys } from "./ask-keys.ts";
import { findSitting } from "./find-sitting.ts";
import { hasToItself } from "./has-to-itself.ts";
import { takeForeground } from "./take-foreground.ts";

/** The terminal itself, whatever the standard streams are. */
export interface Terminal {
  /**
   * Shows `text` and waits until what is typed is understood: one key in lower case, or a whole line where keys can't be had one by one. No answer
   * when none comes any more, or `signal` is aborted; nothing at all where keys go to somebody else.
   */
  readonly ask: <T>(
    text: string,
    understand: (typed: string) => T | undefined,
    signal: AbortSignal,
  ) => Promise<{ readonly answer: T | undefined } | undefined>;
  /** The session that it belongs to, as long as that lasts. */
  readonly sitting: () => string | undefined;
}

/** Whether a command is at the same terminal: none, one that goes on, one that stands still and may have left it in any state. */
export type TerminalUse = "alone" | "beside a command" | "over a command";

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
  const over = use === "over a command";
  return {
    ask: async (text, understand, signal) => {
      // Before anything runs the kernel itself has a job in the background wait until it is called to the front.
      using foreground = use === "alone" ? undefined : takeForeground(warden);
      if (foreground?.taken === false || (over && !hasToItself())) return undefined;
      const answer = await askKeys(text, understand, { signal, warden, over });
      // Who has come meanwhile may have drawn over the question.
      return over && !hasToItself() ? undefined : { answer };
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
