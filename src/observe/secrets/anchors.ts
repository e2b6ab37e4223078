/** Tells of every place in some bytes where one of the anchors stands, in their order; by its number. */
export type FindAnchors = (bytes: Uint8Array, tell: (anchor: number, at: number) => void) => void;

/** Three bytes in a row as one number, to which the first gives its lower five bits. */
const shift = 5;
const mask = (1 << (3 * shift)) - 1;

interface Listed {
  readonly anchor: number;
  readonly word: Buffer;
}

/** For words of ASCII with three signs or more: most bytes cost one look into a table, however many words there are. */
export function createAnchorFinder(anchors: readonly string[]): FindAnchors {
  const lists: Listed[][] = [[]];
  const listOf = new Uint16Array(mask + 1);
  for (const [anchor, text] of anchors.entries()) {
    const word = Buffer.from(text, "latin1");
    const key = word.subarray(0, 3).reduce((made, byte) => ((made << shift) ^ byte) & mask, 0);
    listOf[key] ||= lists.push([]) - 1;
    lists[listOf[key] ?? 0]?.push({ anchor, word });
  }
  return (bytes, tell) =>
    eachListed(bytes, listOf, (list, start) => {
      for (const { anchor, word } of lists[list] ?? []) if (standsAt(bytes, start, word)) tell(anchor, start);
    });
}

/** By itself, and with nothing captured: this is where the time goes. */
function eachListed(bytes: Uint8Array, listOf: Uint16Array, tell: (list: number, start: number) => void): void {
  const { length } = bytes;
  let key = 0;
  for (let at = 0; at < length; at += 1) {
    key = ((key << shift) ^ (bytes[at] ?? 0)) & mask;
    const list = listOf[key] ?? 0;
    if (list !== 0) tell(list, at - 2);
  }
}

function standsAt(bytes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let at = 0; at < word.length; at += 1) if (bytes[start + at] !== word[at]) return false;
  return true;
}
