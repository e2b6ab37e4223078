const longestLine = 2000;

/** Each line behind its number and a tab, as models are used to read files. A very long line is cut, and says so. */
export function numberLines(text: string, first: number): string {
  return text
    .split("\n")
    .map((line, at) => `${first + at}\t${shorten(line.replace(/\r$/u, ""))}`)
    .join("\n");
}

function shorten(line: string): string {
  return line.length <= longestLine
    ? line
    : `${line.slice(0, longestLine)}… (${line.length - longestLine} more characters)`;
}
