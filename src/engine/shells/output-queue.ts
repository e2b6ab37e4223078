/** What came since it was last taken. */
export interface TakenOutput {
  readonly text: string;
  /** Characters that came and were dropped before anybody took them. */
  readonly dropped: number;
}

/** Keeps the newest output of a command until somebody takes it. */
export interface OutputQueue {
  readonly push: (chunk: Buffer) => void;
  /** No more comes: half a character that came last is shown as what it is. */
  readonly end: () => void;
  /** All of it; or only lines that are `whole`: what is left of one comes with its end. */
  readonly take: (much?: "all" | "whole") => TakenOutput;
}

/** Hands out as many characters (UTF-16 units) as `most`, and never holds many more: the oldest are dropped. */
export function createOutputQueue(most: number): OutputQueue {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let held = "";
  let dropped = 0;
  let ended = false;
  const cut = (): void => {
    const over = Math.max(0, held.length - most);
    held = held.slice(over);
    dropped += over;
  };
  const add = (text: string): void => {
    held += text;
    if (held.length > 2 * most) cut();
  };
  return {
    push: (chunk) => add(decoder.decode(chunk, { stream: true })),
    end: () => {
      add(decoder.decode());
      ended = true;
    },
    take: (much = "all") => {
      cut();
      const at = much === "all" || ended ? held.length : held.lastIndexOf("\n") + 1;
      const taken = { text: held.slice(0, at), dropped };
      held = held.slice(at);
      dropped = 0;
      return taken;
    },
  };
}
