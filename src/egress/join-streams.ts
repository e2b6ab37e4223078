import type { Duplex } from "node:stream";

/**
 * Copies both ways until both sides have ended. An end is passed on as an end, and what is under way still arrives: a side is
 * only destroyed for an error of the other one, or when that one closes without an end.
 */
export function joinStreams(one: Duplex, other: Duplex, idleMs: number): Promise<void> {
  const joined = joinFlowing(one, other, idleMs);
  if (!one.destroyed && !other.destroyed) other.pipe(one);
  return joined;
}

/** The same where what `other` sends flows already. */
export function joinFlowing(one: Duplex, other: Duplex, idleMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const closed = new Set<Duplex>();
  const watch = (stream: Duplex, peer: Duplex): void => {
    const leave = (): void => {
      closed.add(stream);
      if (!stream.readableEnded || !stream.writableFinished) peer.destroy();
      if (closed.size === 2) resolve();
    };
    stream.once("error", () => peer.destroy());
    // One that closed before tells it to nobody any more.
    if (stream.closed) leave();
    else stream.once("close", leave);
    whenIdle(stream, idleMs, () => {
      stream.destroy();
      peer.destroy();
    });
  };
  watch(one, other);
  watch(other, one);
  if (one.destroyed || other.destroyed) {
    one.destroy();
    other.destroy();
    return promise;
  }
  one.pipe(other);
  return promise;
}

/** Bytes in either direction count, so that a copy between two sockets keeps both of them busy. */
export function whenIdle(stream: Duplex, idleMs: number, act: () => void): void {
  if ("setTimeout" in stream && typeof stream.setTimeout === "function") stream.setTimeout(idleMs, act);
}
