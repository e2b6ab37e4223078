import type { HaveStandStill } from "../base/index.ts";
import { encodeFrame, type Field, type Frame } from "./frame.ts";

/** Has the warden stop everybody inside, for one at a time. */
interface Stillness {
  readonly haveStandStill: HaveStandStill;
  /** True for a frame that is about this. */
  readonly hear: (frame: Frame) => boolean;
  /** Says something that has somebody go on: not while all stand still. */
  readonly sayThen: (fields: readonly Field[]) => void;
  /** The warden says nothing any more. */
  readonly lose: () => void;
}

export function createStillness(write: (bytes: Buffer) => void): Stillness {
  let kept: (readonly Field[])[] | undefined;
  let heard: ((stands: boolean) => void) | undefined;
  let ending = new AbortController();
  let isLost = false;
  const begin = async (): Promise<AbortSignal | undefined> => {
    if (isLost) return undefined;
    kept = [];
    ending = new AbortController();
    write(encodeFrame([["still", "begin"]]));
    return (await new Promise<boolean>((resolve) => (heard = resolve))) ? ending.signal : undefined;
  };
  const end = (): void => {
    write(encodeFrame([["still", "over"]]));
    for (const fields of kept ?? []) write(encodeFrame(fields));
    kept = undefined;
  };
  return {
    haveStandStill: oneByOne(begin, end),
    hear: ({ first }) => {
      const word = first.get("still");
      if (word === "ending") ending.abort();
      else if (word !== undefined) heard?.(word === "yes");
      return word !== undefined;
    },
    sayThen: (fields) => {
      if (kept === undefined) write(encodeFrame(fields));
      else kept.push(fields);
    },
    lose: () => {
      isLost = true;
      heard?.(false);
    },
  };
}

function oneByOne(begin: () => Promise<AbortSignal | undefined>, end: () => void): HaveStandStill {
  let before: Promise<void> = Promise.resolve();
  return async () => {
    const over = Promise.withResolvers<void>();
    const turn = before;
    before = over.promise;
    const finish = (): void => {
      end();
      over.resolve();
    };
    await turn;
    const ending = await begin();
    if (ending !== undefined) return { ending, [Symbol.dispose]: finish };
    finish();
    return undefined;
  };
}
