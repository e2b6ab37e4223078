/**
 * A name is bytes, mostly text in UTF-8. Here a byte that belongs to no text is a lone surrogate, as Python has it (PEP 383), so that
 * a string can stand for any path.
 */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.includes("\uFFFD") ? bytes.toString("latin1").replace(/[\u0080-\u00FF]+/gu, spell) : text;
}

/** What to hand to the kernel for such a string. */
export function bytesOf(path: string): string | Buffer {
  if (path.isWellFormed()) return path;
  return Buffer.concat(
    Array.from(path, (char) => (char.isWellFormed() ? Buffer.from(char) : Buffer.from([char.charCodeAt(0) & 0xff]))),
  );
}

const longestCharacter = 4;

/** Bytes that are all beyond ASCII, one character each. */
function spell(run: string): string {
  const bytes = Buffer.from(run, "latin1");
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const char = characterAt(bytes, at);
    text += char ?? String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += char === undefined ? 1 : Buffer.byteLength(char);
  }
  return text;
}

function characterAt(bytes: Buffer, start: number): string | undefined {
  for (let length = 2; length <= longestCharacter; length += 1) {
    const part = bytes.subarray(start, start + length);
    const text = part.toString("utf8");
    if (Buffer.from(text).equals(part)) return text;
  }
  return undefined;
}
