/** Takes any amount of output, and keeps the beginning and the end of it. */
export interface OutputEnds {
  readonly push: (chunk: Buffer) => void;
  /** What was kept, with a line about what was not. To be called once, when no more comes. */
  readonly text: () => string;
}

/** Keeps as many characters (UTF-16 units) as `most`: a half of them from the end, where errors often stand. */
export function createOutputEnds(most: number): OutputEnds {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const half = Math.floor(most / 2);
  let head = "";
  let tail = "";
  let left = 0;
  const cutTail = (): void => {
    const over = Math.max(0, tail.length - half);
    left += over;
    tail = tail.slice(over);
  };
  const add = (text: string): void => {
    const room = half - head.length;
    head += text.slice(0, room);
    tail += text.slice(room);
    if (tail.length > 2 * most) cutTail();
  };
  return {
    push: (chunk) => add(decoder.decode(chunk, { stream: true })),
    text: () => {
      add(decoder.decode());
      cutTail();
      return left === 0 ? head + tail : `${head}\n\n... [${left} characters left out] ...\n\n${tail}`;
    },
  };
}
