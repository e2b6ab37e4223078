/** Makes untrusted text safe for one line of a terminal or a log: what controls, turns the direction or can't be seen is escaped. */
export function printable(text: string, limit = 200): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  // Nearly all text is, and looking a class of Unicode's up for each character takes ten times as long.
  if (/^[ -~]*$/u.test(cut)) return cut;
  return cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (char) => {
    const code = char.codePointAt(0)?.toString(16) ?? "";
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** The same for what somebody decides about: a long text's beginning and its end, and how much is left out between them. */
export function printableEnds(text: string, limit: number): string {
  if (text.length <= limit) return printable(text, limit);
  const half = Math.floor(limit / 2);
  const [start, end] = [text.slice(0, half), text.slice(text.length - half)];
  return `${printable(start, half)} [… ${text.length - 2 * half} characters left out …] ${printable(end, half)}`;
}
