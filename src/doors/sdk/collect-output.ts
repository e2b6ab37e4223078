import { Readable } from "node:stream";

/** Of one output; what comes beyond is dropped. Bytes. */
const mostKept = 16 * 1024 * 1024;

/** Keeps what a command prints, and gives it on as it comes. */
interface Collector {
  readonly push: (chunk: Buffer) => void;
  readonly close: () => void;
  readonly stream: AsyncIterable<Uint8Array>;
  readonly text: () => string;
  readonly isCut: () => boolean;
}

export function createCollector(): Collector {
  const stream = new Readable({ read: () => undefined, highWaterMark: mostKept });
  const chunks: Buffer[] = [];
  let length = 0;
  let isCut = false;
  return {
    push(chunk) {
      if (stream.readableLength < mostKept && !stream.destroyed) stream.push(Buffer.from(chunk));
      else isCut ||= !stream.destroyed;
      const kept = chunk.subarray(0, Math.max(0, mostKept - length));
      if (kept.length > 0) chunks.push(Buffer.from(kept));
      isCut ||= kept.length < chunk.length;
      length += kept.length;
    },
    close: () => void stream.push(null),
    stream,
    text: () => Buffer.concat(chunks).toString("utf8"),
    isCut: () => isCut,
  };
}
