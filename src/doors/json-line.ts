// Text may hold them raw (RFC 8259 7), and readers of lines end one there: Python's splitlines, Node's readline.
const ends = /[\u0085\u2028\u2029]/gu;

/** A value as one line of JSON Lines, for readers that know more ends of a line than `\n`. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(ends, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}
