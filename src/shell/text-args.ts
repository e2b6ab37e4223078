/** MAX_ARG_STRLEN of execve(2): no single argument may be longer, its NUL included. In bytes. */
const longestArgument = 131_072;

/** UTF-16 units of a piece: at most three bytes each. */
const pieceLength = 40_000;

/**
 * `-c` and what follows, for a text of any length. One that is too long for an argument comes in pieces, which bash
 * puts together and evaluates: as with a short one, `$0` and the arguments are the caller's and BASH_SOURCE is empty.
 */
export function textArgs(text: string, name: string): readonly string[] {
  if (Buffer.byteLength(text) < longestArgument) return ["-c", text, name];
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + pieceLength;
    // A character of two units stays whole.
    const next = /[\uD800-\uDBFF]/u.test(text.charAt(end - 1)) ? end - 1 : end;
    pieces.push(text.slice(at, next));
    at = next;
  }
  const whole = pieces.map((_, index) => `\${${index + 1}}`).join("");
  // On the text's own first line, so that its lines keep their numbers.
  return ["-c", `eval "shift ${pieces.length};${whole}"`, name, ...pieces];
}
