const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a stream as bytes, without their ends. A line longer than `longest` bytes is `undefined`, and never
 * held in memory as a whole.
 */
export async function* readLines(
  input: NodeJS.ReadableStream,
  longest: number,
): AsyncGenerator<Uint8Array | undefined> {
  let pieces: Buffer[] = [];
  let length = 0;
  const take = (last: Buffer): Uint8Array | undefined => {
    const line = length + last.length > longest ? undefined : Buffer.concat([...pieces, last]);
    pieces = [];
    length = 0;
    return line?.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
  };
  for await (const chunk of input) {
    let rest = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    for (let end = rest.indexOf(lineFeed); end !== -1; end = rest.indexOf(lineFeed)) {
      yield take(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
    }
    if (length <= longest) pieces.push(rest);
    length += rest.length;
  }
  if (length > 0) yield take(Buffer.alloc(0));
}
