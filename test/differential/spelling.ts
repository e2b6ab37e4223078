/** Ways to spell one name so that quote removal gives the name back; `cut` says where inside the name. */
type Spell = (name: string, cut: number) => string;

const split = (name: string, cut: number): readonly [string, string, string] => {
  const at = cut % name.length;
  return [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
};
const inside = (name: string, cut: number, change: (letter: string) => string): string => {
  const [before, letter, after] = split(name, cut);
  return `${before}${change(letter)}${after}`;
};
const code = (letter: string, radix: number): string => letter.charCodeAt(0).toString(radix);

export const spellings: readonly Spell[] = [
  (name) => name,
  (name) => name,
  (name) => name,
  (name) => `'${name}'`,
  (name) => `"${name}"`,
  (name) => `\\${name}`,
  (name) => `$'${name}'`,
  (name) => `$"${name}"`,
  (name) => `""${name}`,
  (name) => `${name}''`,
  (name, cut) => inside(name, cut, (letter) => `\\${letter}`),
  (name, cut) => inside(name, cut, (letter) => `'${letter}'`),
  (name, cut) => inside(name, cut, (letter) => `"${letter}"`),
  (name, cut) => inside(name, cut, (letter) => `''${letter}""`),
  (name, cut) => inside(name, cut, (letter) => `\\\n${letter}`),
  (name, cut) => inside(name, cut, (letter) => `$'\\x${code(letter, 16)}'`),
  (name, cut) => inside(name, cut, (letter) => `$'\\${code(letter, 8)}'`),
  (name, cut) => inside(name, cut, (letter) => `$'\\u${code(letter, 16).padStart(4, "0")}'`),
  (name, cut) => `"${inside(name, cut, (letter) => `"${letter}"`)}"`,
  (name, cut) => `"${inside(name, cut, (letter) => `\\\n${letter}`)}"`,
  (name) => `{${name},x}`,
  (name) => `{${name},}`,
  (name) => `/bin/${name}`,
  (name) => `/usr/bin/${name}`,
  (name) => `'/usr'/bin/"${name}"`,
  (name) => `../bin/${name}`,
];

/** Ways to give shell text to something that reads it again. */
export const textQuotings: readonly ((text: string) => string)[] = [
  (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  (text) => `'${text.replaceAll("'", `'"'"'`)}'`,
  (text) => `"${text.replaceAll(/[\\"$`]/gu, String.raw`\$&`)}"`,
  (text) => `$'${text.replaceAll(/[\\']/gu, String.raw`\$&`).replaceAll("\n", String.raw`\n`)}'`,
];

/** Text between backticks: one level of backslashes is removed there. */
export function inBackticks(text: string): string {
  return `\`${text.replaceAll(/[\\`$]/gu, String.raw`\$&`)}\``;
}
