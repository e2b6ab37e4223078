/** What a query asks. */
export interface Question {
  /** Lower case, without a final dot. */
  readonly name: string;
  readonly type: number;
  readonly class: number;
  /** As it was sent: the answer repeats it, capital letters and all. */
  readonly bytes: Buffer;
}

const headSize = 12;

/** The one question of a query; nothing when there is none, another number of them, or it is cut short. */
export function readQuestion(query: Buffer): Question | undefined {
  if (query.length < headSize || query.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let at = headSize;
  for (;;) {
    const length = query[at];
    // More than 63: a pointer, which a question has no use for.
    if (length === undefined || length > 63 || at - headSize > 253) return undefined;
    at += 1;
    if (length === 0) break;
    if (at + length > query.length) return undefined;
    labels.push(query.toString("latin1", at, at + length).toLowerCase());
    at += length;
  }
  if (at + 4 > query.length) return undefined;
  return {
    name: labels.some((label) => label.includes(".")) ? "" : labels.join("."),
    type: query.readUInt16BE(at),
    class: query.readUInt16BE(at + 2),
    bytes: query.subarray(headSize, at + 4),
  };
}
