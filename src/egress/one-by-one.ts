import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Clients that send requests ahead send a handful; package managers go up to ten. */
const mostWaiting = 64;

/** The requests of one connection, taken on one after the other. */
export interface Turns {
  /** Takes it on when those before it were answered. False when too many wait already. */
  readonly take: (response: ServerResponse, run: () => void) => boolean;
  /** True while one of them has no whole answer yet. */
  readonly isBusy: () => boolean;
  /** The same, where nothing of them is to be read any more. */
  readonly isOwing: () => boolean;
  /** Runs once all of them were answered. */
  readonly afterAll: (run: () => void) => void;
}

/** What a client sends ahead waits in its socket as far as possible: the parser hands over all that one read brought. */
export function createTurns(stream: Duplex): Turns {
  const waiting: (readonly [response: ServerResponse, run: () => void])[] = [];
  let busy = false;
  let latest: ServerResponse | undefined;
  let last = (): void => undefined;
  const start = (response: ServerResponse, run: () => void): void => {
    busy = true;
    response.once("close", next);
    run();
  };
  const next = (): void => {
    busy = false;
    if (stream.destroyed) return void waiting.splice(0);
    const first = waiting.shift();
    if (first !== undefined) start(...first);
    else last();
    if (waiting.length === 0) stream.resume();
  };
  return {
    isBusy: () => busy,
    isOwing: () => busy && latest?.req.complete === true,
    afterAll: (run) => {
      last = run;
    },
    take: (response, run) => {
      latest = response;
      if (!busy) {
        start(response, run);
        return true;
      }
      if (waiting.length >= mostWaiting) return false;
      waiting.push([response, run]);
      stream.pause();
      return true;
    },
  };
}
