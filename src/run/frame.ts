/** A field of a frame: what is ordered of the warden, what it asks, what it is answered, what it reports. */
export type Field = readonly [key: string, value: string];

/** What came in one frame. */
export interface Frame {
  /** The first value of each key. */
  readonly first: ReadonlyMap<string, string>;
  readonly fields: readonly Field[];
  /** The body's bytes. */
  readonly body: Buffer;
}

const headSize = 4;

/** A length, then key, NUL, value, NUL, and so on. A NUL inside a value can't be said: no system call could take it. */
export function encodeFrame(fields: readonly Field[]): Buffer {
  const body = Buffer.from(fields.map(([key, value]) => `${key}\0${value.replaceAll("\0", "")}\0`).join(""), "utf8");
  const head = Buffer.alloc(headSize);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}

function decodeFrame(body: Buffer): Frame {
  const parts = body.toString("utf8").split("\0");
  const fields: Field[] = [];
  const first = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const key = parts[at] ?? "";
    const value = parts[at + 1] ?? "";
    fields.push([key, value]);
    if (!first.has(key)) first.set(key, value);
  }
  return { first, fields, body };
}

/** Takes frames out of a stream, however its bytes arrive. */
export function createFrameReader(): (chunk: Buffer) => readonly Frame[] {
  let waiting: Buffer[] = [];
  let length = 0;
  return (chunk) => {
    waiting.push(chunk);
    length += chunk.length;
    if (length < wanted(waiting)) return [];
    let rest = waiting.length === 1 ? chunk : Buffer.concat(waiting, length);
    const frames: Frame[] = [];
    while (rest.length >= wanted([rest])) {
      const end = wanted([rest]);
      frames.push(decodeFrame(rest.subarray(headSize, end)));
      rest = rest.subarray(end);
    }
    waiting = [rest];
    length = rest.length;
    return frames;
  };
}

/** Bytes that the first frame has, its head included, as far as they tell. */
function wanted(chunks: readonly Buffer[]): number {
  const [first] = chunks;
  if (first === undefined) return headSize;
  if (first.length >= headSize) return headSize + first.readUInt32LE(0);
  const joined = Buffer.concat(chunks);
  return joined.length < headSize ? headSize : headSize + joined.readUInt32LE(0);
}
