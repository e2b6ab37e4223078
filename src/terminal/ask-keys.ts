import { freshScreen } from "./fresh-screen.ts";
import { createKeys, type Heard, stopKey } from "./hear-keys.ts";
import { openScreen, type Screen } from "./open-screen.ts";
import { untilQuiet } from "./until-quiet.ts";

/** Lines that are not understood before it counts as no answer. */
const mostLines = 3;

/** Milliseconds without a key before one can be an answer: nobody who types something else meanwhile has read the question. */
const quietMs = 1000;

const bell = "\u0007";

interface Asking {
  readonly signal: AbortSignal;
  /** The native helper. */
  readonly warden: string;
  /** Whoever was there before may have left the terminal in any state, and have had somebody press keys. */
  readonly over: boolean;
}

/**
 * Shows a question at the terminal, and waits for the key that answers it; where keys can't be had one by one, for a line. What was typed before the
 * question was there is thrown away, as is what comes with the answer. However this process ends, the terminal is as it was.
 */
export async function askKeys<T>(
  text: string,
  understand: (typed: string) => T | undefined,
  { signal, warden, over }: Asking,
): Promise<T | undefined> {
  using screen = await openScreen(warden);
  const { promise, resolve } = Promise.withResolvers<T | undefined>();
  const lines = createLines(understand, (last) => (last ? resolve(undefined) : screen.write(lastLine(text))));
  using quiet = untilQuiet(over ? quietMs : 0, () => {
    screen.write(lastLine(text));
    screen.forget();
  });
  const show = (): void => {
    screen.readSingly(true);
    screen.write(over ? freshScreen(screen.rows()) : "");
    screen.write(text.slice(0, text.length - lastLine(text).length));
    quiet.begin();
  };
  const hear = (chunk: string): void => {
    if (quiet.isDisturbed(chunk)) return;
    const answer = screen.isSingle() ? hearKeys(chunk) : lines(chunk);
    if (answer !== undefined) resolve(answer);
  };
  const hearKeys = atScreen(createKeys(understand), screen, lastLine(text));
  using _stops = whenStopped(() => screen.readSingly(false), show);
  const end = (): void => resolve(undefined);
  signal.addEventListener("abort", end, { once: true });
  show();
  screen.hear(hear, end);
  if (signal.aborted) end();
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", end);
    screen.forget();
  }
}

/** Shows what was understood, and rings for what was not; `prompt` is shown again after a line of that. */
function atScreen<T>(
  keys: (chunk: string) => Heard<T>,
  screen: Screen,
  prompt: string,
): (chunk: string) => T | undefined {
  return (chunk) => {
    if (chunk.includes(stopKey)) return (process.kill(0, "SIGTSTP"), undefined);
    const heard = keys(chunk);
    if (typeof heard === "string") {
      screen.write(heard === "again" ? `${bell}\n${prompt}` : bell);
      return undefined;
    }
    screen.write(`${heard.typed.replaceAll(/[^!-~]/gu, "")}\n`);
    return heard.answer;
  };
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf("\n") + 1);

/** Puts chunks together to lines. */
function createLines<T>(
  understand: (line: string) => T | undefined,
  again: (last: boolean) => void,
): (chunk: string) => T | undefined {
  let held = "";
  let tries = 0;
  return (chunk) => {
    const [line = "", ...more] = (held + chunk).split("\n");
    held = more.length === 0 ? line : more.join("\n");
    if (more.length === 0) return undefined;
    const answer = understand(line.trim().toLowerCase());
    if (answer === undefined) again((tries += 1) >= mostLines);
    return answer;
  };
}

/** A stop gives the terminal back for as long as it lasts. */
function whenStopped(pause: () => void, resume: () => void): Disposable {
  const stop = (): void => {
    pause();
    // While a command runs somebody else obeys it, too.
    if (process.listenerCount("SIGTSTP") === 1) process.kill(process.pid, "SIGSTOP");
  };
  process.prependListener("SIGTSTP", stop).on("SIGCONT", resume);
  return { [Symbol.dispose]: () => void process.off("SIGTSTP", stop).off("SIGCONT", resume) };
}
