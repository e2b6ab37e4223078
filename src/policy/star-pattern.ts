/** Text in which `*` stands for any run of characters, kept as the literal runs between the stars. */
export type StarPattern = readonly string[];

export function parseStars(text: string): StarPattern {
  return text.split(/\*+/u);
}

/** True when the whole of `text` matches. Takes time proportional to the text: the leftmost fit is always the best one. */
export function matchesStars(pattern: StarPattern, text: string): boolean {
  const first = pattern[0] ?? "";
  const last = pattern[pattern.length - 1] ?? "";
  if (pattern.length === 1) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const part of pattern.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at === -1 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
