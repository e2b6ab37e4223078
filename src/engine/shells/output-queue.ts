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
  readonly take: () => TakenOutput;
}

/** Hands out as many characters (UTF-16 units) as `most`, and never holds many more: the oldest are dropped. */
export function createOutputQueue(most: number): OutputQueue {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let held = "";
  let dropped = 0;
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
    end: () => add(decoder.decode()),
    take: () => {
      cut();
      const taken = { text: held, dropped };
      held = "";
      dropped = 0;
      return taken;
    },
  };
}
