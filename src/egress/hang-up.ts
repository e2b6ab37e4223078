import type { Duplex } from "node:stream";

const lingerMs = 2000;

/**
 * Says a last word and lets go. What the client goes on sending is read and dropped: unread, it would turn the word into a reset,
 * and hide the client's own end.
 */
export function hangUp(stream: Duplex, lastWord: string | Buffer = ""): void {
  stream.end(lastWord);
  stream.resume();
  const timer = setTimeout(() => stream.destroy(), lingerMs);
  stream.once("close", () => clearTimeout(timer));
}
