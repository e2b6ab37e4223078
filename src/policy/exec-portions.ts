const mostWords = 20_000;

/** Words beyond what one reading takes, each part with every option. */
export function portionsOf(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length <= mostWords) return [words];
  const [name = "", ...rest] = words;
  const options = rest.filter((word) => word.startsWith("-"));
  const operands = rest.filter((word) => !word.startsWith("-"));
  const portions: (readonly string[])[] = [];
  for (let at = 0; at < Math.max(1, operands.length); at += mostWords)
    portions.push([name, ...options, ...operands.slice(at, at + mostWords)]);
  return portions;
}
