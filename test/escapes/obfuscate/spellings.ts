import type { Dice } from "./dice.ts";
import { base64, hereDocument, hex, lettersOf, octal, quote, type Spelling, split } from "./technique.ts";

const alone = (word: string): { before: string; word: string } => ({ before: "", word });
const reversed = (text: string): string => lettersOf(text).toReversed().join("");
const rot13 = (text: string): string =>
  text.replaceAll(/[a-z]/gu, (letter) => String.fromCodePoint(((letter.charCodeAt(0) - 84) % 26) + 97));
const toggled = (text: string): string =>
  text.replaceAll(/[a-z]/giu, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));

/** A path as a pattern that nothing else fits. */
function pattern(path: string, dice: Dice): string {
  const cut = path.lastIndexOf("/") + 1;
  const each = (letter: string): string => {
    if (!/[a-z]/u.test(letter) || dice.chance(0.7)) return letter;
    return dice.pick(["?", `[${letter}]`, `[${letter}-${letter}]`, `[!0-9A-Z]`]);
  };
  const folder = lettersOf(path.slice(0, cut)).map(each).join("");
  const name = path.slice(cut);
  return dice.chance(0.5) ? `${folder}${name.slice(0, 3)}*` : `${folder}${lettersOf(name).map(each).join("")}`;
}

/** Puts what prints the word into a substitution. */
const printed =
  (print: (text: string, dice: Dice) => string) =>
  (text: string, dice: Dice): { before: string; word: string } =>
    alone(dice.chance(0.5) ? `$(${print(text, dice)})` : `"$(${print(text, dice)})"`);

/** Sets a variable, and uses it. */
const kept =
  (
    set: (variable: string, text: string, dice: Dice) => string,
    use = (variable: string): string => `\${${variable}}`,
  ) =>
  (text: string, dice: Dice): { before: string; word: string } => {
    const variable = dice.name();
    return { before: `${set(variable, text, dice)}\n`, word: use(variable) };
  };

const pieces = (text: string, dice: Dice, style: (part: string) => string): string =>
  split(text, dice).map(style).join("");

export const spellings: readonly Spelling[] = [
  { name: "as it is", make: alone },
  {
    name: "single quotes",
    make: (text, dice) => alone(pieces(text, dice, (part) => (dice.chance(0.5) ? quote(part) : part))),
  },
  { name: "double quotes", make: (text, dice) => alone(pieces(text, dice, (part) => `"${part}"`)) },
  {
    name: "empty quotes",
    make: (text, dice) => alone(pieces(text, dice, (part) => `${part}${dice.pick(["''", '""', "\"\"''", ""])}`)),
  },
  {
    name: "backslashes",
    make: (text) =>
      alone(
        lettersOf(text)
          .map((letter) => `\\${letter}`)
          .join(""),
      ),
  },
  { name: "continued lines", make: (text, dice) => alone(pieces(text, dice, (part) => `${part}\\\n`)) },
  {
    name: "empty expansions",
    make: (text, dice) =>
      alone(pieces(text, dice, (part) => `${part}${dice.pick(["$1", "${nothing}", "$(:)", "${nothing+x}"])}`)),
  },
  { name: "patterns", only: "path", make: (text, dice) => alone(pattern(text, dice)) },
  { name: "ANSI-C hexadecimal", dialect: "bash", make: (text) => alone(`$'${hex(text).replaceAll(/../gu, "\\x$&")}'`) },
  { name: "ANSI-C octal", dialect: "bash", make: (text) => alone(`$'${octal(text)}'`) },
  {
    name: "ANSI-C Unicode",
    dialect: "bash",
    make: (text, dice) =>
      alone(`$'${hex(text).replaceAll(/../gu, (byte) => dice.pick([`\\u00${byte}`, `\\U000000${byte}`]))}'`),
  },
  {
    name: "ANSI-C in parts",
    dialect: "bash",
    make: (text, dice) =>
      alone(
        pieces(text, dice, (part) =>
          dice.pick([part, `$'${octal(part)}'`, `$'${hex(part).replaceAll(/../gu, "\\x$&")}'`]),
        ),
      ),
  },
  { name: "translated string", dialect: "bash", make: (text) => alone(`$"${text}"`) },
  { name: "braces around the words", dialect: "bash", make: (text) => alone(`{${text},x}`) },
  { name: "variable", make: kept((variable, text) => `${variable}=${quote(text)}`) },
  {
    name: "variable in parts",
    make: (text, dice) => {
      const parts = split(text, dice).map((part) => ({ part, variable: dice.name() }));
      return {
        before: `${parts.map(({ part, variable }) => `${variable}=${quote(part)}`).join("; ")}\n`,
        word: parts.map(({ variable }) => `\${${variable}}`).join(""),
      };
    },
  },
  {
    name: "grown variable",
    dialect: "bash",
    make: kept(
      (variable, text, dice) =>
        `unset ${variable}; ${split(text, dice)
          .map((part) => `${variable}+=${quote(part)}`)
          .join("; ")}`,
    ),
  },
  {
    name: "prefix removed",
    make: kept(
      (variable, text) => `${variable}=${quote(`zz:${text}`)}`,
      (variable) => `\${${variable}#*:}`,
    ),
  },
  {
    name: "suffix removed",
    make: kept(
      (variable, text) => `${variable}=${quote(`${text}:zz`)}`,
      (variable) => `\${${variable}%%:*}`,
    ),
  },
  {
    name: "default value",
    make: (text, dice) => alone(`\${${dice.name()}${dice.pick([":-", "-", ":=", "="])}${text}}`),
  },
  { name: "alternative value", make: (text, dice) => alone(`\${PATH${dice.pick([":+", "+"])}${text}}`) },
  { name: "positional parameter", make: (text) => ({ before: `set -- ${quote(text)}\n`, word: '"$1"' }) },
  {
    name: "joined parameters",
    make: (text, dice) => ({
      before: `set -- ${split(text, dice).map(quote).join(" ")}\n`,
      word: '$(IFS=; printf %s "$*")',
    }),
  },
  {
    name: "split by IFS",
    make: (text, dice) => {
      const variable = dice.name();
      return { before: `${variable}=${quote(`${text}:x`)}; IFS=:\n`, word: `\$${variable}` };
    },
  },
  { name: "getopts", make: (text) => ({ before: `OPTIND=1; getopts a: nopt -a ${quote(text)}\n`, word: "$OPTARG" }) },
  { name: "last argument", dialect: "bash", make: (text) => ({ before: `: ${quote(text)}\n`, word: "$_" }) },
  {
    name: "name of the shell",
    dialect: "bash",
    make: (text) => ({ before: `BASH_ARGV0=${quote(text)}\n`, word: "$0" }),
  },
  {
    name: "array of letters",
    dialect: "bash",
    make: (text, dice) => {
      const a = dice.name();
      return {
        before: `${a}=(${lettersOf(text).map(quote).join(" ")}); printf -v ${a}s %s "\${${a}[@]}"\n`,
        word: `$${a}s`,
      };
    },
  },
  {
    name: "array in another order",
    dialect: "bash",
    make: (text, dice) => {
      const a = dice.name();
      const parts = split(text, dice);
      const order = parts.map((_, at) => at).toReversed();
      return {
        before: `${a}=(${order.map((at) => quote(parts[at] ?? "")).join(" ")})\n`,
        word: order.map((at) => `\${${a}[${at}]}`).join(""),
      };
    },
  },
  {
    name: "associative array",
    dialect: "bash",
    make: kept(
      (variable, text) => `declare -A ${variable}=([k]=${quote(text)})`,
      (variable) => `\${${variable}[k]}`,
    ),
  },
  {
    name: "letters of an alphabet",
    dialect: "bash",
    make: (text, dice) => {
      const alphabet = dice.name();
      const letters = [...new Set(`${text}abcxyz`)].toSorted().join("");
      return {
        before: `${alphabet}=${quote(letters)}\n`,
        word: lettersOf(text)
          .map((letter) => `\${${alphabet}:${letters.indexOf(letter)}:1}`)
          .join(""),
      };
    },
  },
  {
    name: "slice",
    dialect: "bash",
    make: kept(
      (variable, text) => `${variable}=${quote(`..${text}..`)}`,
      (variable) => `\${${variable}:2:-2}`,
    ),
  },
  {
    name: "indirect expansion",
    dialect: "bash",
    make: (text, dice) => {
      const [a, b] = [dice.name(), dice.name()];
      return { before: `${a}=${quote(text)}; ${b}=${a}\n`, word: `\${!${b}}` };
    },
  },
  {
    name: "nameref",
    dialect: "bash",
    make: (text, dice) => {
      const [a, b] = [dice.name(), dice.name()];
      return { before: `${a}=${quote(text)}; declare -n ${b}=${a}\n`, word: `$${b}` };
    },
  },
  {
    name: "names with a prefix",
    dialect: "bash",
    only: "name",
    make: (text) => ({ before: `${text}=1\n`, word: `\${!${text.slice(0, -1)}*}` }),
  },
  {
    name: "replacement",
    dialect: "bash",
    make: kept(
      (variable, text, dice) => `${variable}=${quote(split(text, dice).join("%%"))}`,
      (variable) => `\${${variable}//%%/}`,
    ),
  },
  {
    name: "toggled case",
    dialect: "bash",
    make: kept(
      (variable, text) => `${variable}=${quote(toggled(text))}`,
      (variable) => `\${${variable}~~}`,
    ),
  },
  {
    name: "lower case",
    dialect: "bash",
    make: kept(
      (variable, text) => `${variable}=${quote(text.toUpperCase())}`,
      (variable) => `\${${variable},,}`,
    ),
  },
  {
    name: "lower-case attribute",
    dialect: "bash",
    make: kept((variable, text) => `declare -l ${variable}=${quote(text.toUpperCase())}`),
  },
  {
    name: "escapes expanded",
    dialect: "bash",
    make: kept(
      (variable, text) => `${variable}=${quote(octal(text))}`,
      (variable) => `\${${variable}@E}`,
    ),
  },
  {
    name: "expanded as a prompt",
    dialect: "bash",
    make: kept(
      (variable, text) => `${variable}=${quote(octal(text))}`,
      (variable) => `\${${variable}@P}`,
    ),
  },
  {
    name: "printf -v octal",
    dialect: "bash",
    make: kept((variable, text) => `printf -v ${variable} ${quote(octal(text))}`),
  },
  {
    name: "printf %b",
    dialect: "bash",
    make: kept((variable, text) => `printf -v ${variable} %b ${quote(hex(text).replaceAll(/../gu, "\\x$&"))}`),
  },
  {
    name: "arithmetic letters",
    dialect: "bash",
    make: kept((variable, text, dice) => {
      const each = [...Buffer.from(text)].map((byte) => {
        const part = dice.below(byte);
        return `printf -v ${variable}c %o $((${dice.pick([`${part}+${byte - part}`, `0x${byte.toString(16)}`, `2#${byte.toString(2)}`, `${byte * 3}/3`])})); printf -v ${variable}d "\\\\$${variable}c"; ${variable}+=$${variable}d`;
      });
      return `unset ${variable}; ${each.join("; ")}`;
    }),
  },
  {
    name: "clock format",
    dialect: "bash",
    make: kept((variable, text) => `printf -v ${variable} ${quote(`%(${text})T`)} 0`),
  },
  {
    name: "regular expression",
    dialect: "bash",
    make: (text) => ({ before: `[[ ${quote(`<${text}>`)} =~ \\<(.*)\\> ]]\n`, word: "${BASH_REMATCH[1]}" }),
  },
  {
    name: "read from a here-string",
    dialect: "bash",
    make: kept((variable, text) => `read -r ${variable} <<< ${quote(text)}`),
  },
  {
    name: "read from a here-document",
    make: (text, dice) => {
      const variable = dice.name();
      return { before: `read -r ${variable} ${hereDocument(text, dice)}`, word: `$${variable}` };
    },
  },
  { name: "mapfile", dialect: "bash", make: kept((variable, text) => `mapfile -t ${variable} <<< ${quote(text)}`) },
  {
    name: "read from a file",
    make: (text, dice) => {
      const file = dice.name();
      return { before: `echo ${quote(text)} > ${file}\n`, word: `$(cat ${file})` };
    },
  },
  {
    name: "bash's own file reading",
    dialect: "bash",
    make: (text, dice) => {
      const file = dice.name();
      return { before: `echo ${quote(text)} > ${file}\n`, word: `$(<${file})` };
    },
  },
  { name: "echo", make: printed((text) => `echo ${quote(text)}`) },
  { name: "back-quotes", make: (text) => alone(`\`echo ${text}\``) },
  { name: "printf octal", make: printed((text) => `printf ${quote(octal(text))}`) },
  { name: "printf of parts", make: printed((text, dice) => `printf %s ${split(text, dice).map(quote).join(" ")}`) },
  {
    name: "a loop of numbers",
    make: printed((text) => `for n in ${[...Buffer.from(text)].join(" ")}; do printf "\\\\$(printf %o $n)"; done`),
  },
  {
    name: "function",
    make: kept(
      (variable, text) => `${variable}() { echo ${quote(text)}; }`,
      (variable) => `$(${variable})`,
    ),
  },
  { name: "rev", needs: "/usr/bin/rev", make: printed((text) => `echo ${quote(reversed(text))} | rev`) },
  { name: "tr", make: printed((text) => `echo ${quote(rot13(text))} | tr a-z n-za-m`) },
  { name: "tr -d", make: printed((text, dice) => `echo ${quote(split(text, dice).join("@"))} | tr -d @`) },
  { name: "base64", make: printed((text) => `echo ${base64(text)} | base64 -d`) },
  { name: "base32", make: printed((text) => `echo ${quote(text)} | base32 | base32 -d`) },
  { name: "xxd", needs: "/usr/bin/xxd", make: printed((text) => `echo ${hex(text)} | xxd -r -p`) },
  { name: "sed", make: printed((text) => `echo ${quote(`x${text}x`)} | sed 's/^x//;s/x$//'`) },
  {
    name: "awk",
    make: printed(
      (text, dice) =>
        `awk 'BEGIN { printf "%s", ${split(text, dice)
          .map((part) => `"${part}"`)
          .join(" ")} }'`,
    ),
  },
  { name: "cut", make: printed((text) => `echo ${quote(`a:${text}:b`)} | cut -d: -f2`) },
  { name: "head of tail", make: printed((text) => `printf '%s\\n' a ${quote(text)} b | tail -n 2 | head -n 1`) },
  {
    name: "paste of letters",
    make: printed((text) => `printf '%s\\n' ${lettersOf(text).map(quote).join(" ")} | paste -s -d ''`),
  },
  { name: "fold and tac", make: printed((text) => `echo ${quote(reversed(text))} | fold -w 1 | tac | tr -d '\\n'`) },
  {
    name: "sort",
    make: printed(
      (text, dice) =>
        `printf '%s\\n' ${split(text, dice)
          .map((part, at) => quote(`${10 + at}${part}`))
          .toReversed()
          .join(" ")} | sort | cut -c3- | tr -d '\\n'`,
    ),
  },
  { name: "expr", make: printed((text) => `expr ${quote(`x${text}y`)} : 'x\\(.*\\)y'`) },
  { name: "gzip", make: printed((text) => `echo ${quote(text)} | gzip -c | gzip -dc`) },
  {
    name: "openssl",
    needs: "/usr/bin/openssl",
    cost: 8,
    make: printed((text) => `echo ${base64(text)} | openssl enc -d -a`),
  },
  { name: "jq", needs: "/usr/bin/jq", cost: 5, make: printed((text) => `jq -nr ${quote(`"${text}"`)}`) },
  {
    name: "perl pack",
    needs: "/usr/bin/perl",
    cost: 5,
    make: printed((text) => `perl -e 'print pack "H*", "${hex(text)}"'`),
  },
  {
    name: "python chr",
    needs: "/usr/bin/python3",
    cost: 25,
    make: printed((text) => `/usr/bin/python3 -Ic 'print("".join(map(chr,[${[...Buffer.from(text)].join(",")}])))'`),
  },
  {
    name: "here-document through cat",
    make: (text, dice) => ({
      before: `${dice.name()}() { cat ${hereDocument(text, dice)}}\n`,
      word: `$(cat ${hereDocument(text, dice)})`,
    }),
  },
  {
    name: "environment variable",
    make: kept(
      (variable, text) => `export ${variable}=${quote(text)}`,
      (variable) => `$(printenv ${variable})`,
    ),
  },
  { name: "search along PATH", only: "name", make: (text) => alone(`$(command -v ${text})`) },
  { name: "type -P", dialect: "bash", only: "name", make: (text) => alone(`$(type -P ${text})`) },
  {
    name: "compgen",
    dialect: "bash",
    only: "name",
    make: (text) => alone(`$(compgen -c ${text.slice(0, -1)} | head -n 1)`),
  },
  {
    name: "find",
    only: "path",
    make: (text) => {
      const cut = text.lastIndexOf("/");
      return alone(`$(find ${text.slice(0, cut)} -name ${quote(`${text.slice(cut + 1, -2)}*`)})`);
    },
  },
  {
    name: "listing",
    only: "path",
    make: (text) => {
      const cut = text.lastIndexOf("/");
      return alone(`${text.slice(0, cut)}/$(ls ${text.slice(0, cut)} | grep -x ${quote(text.slice(cut + 1))})`);
    },
  },
  {
    name: "home folder",
    only: "path",
    make: (text) => {
      const cut = text.lastIndexOf("/");
      return { before: `HOME=${text.slice(0, cut)}\n`, word: `~${text.slice(cut)}` };
    },
  },
  { name: "folder and name", only: "path", make: (text) => alone(`$(dirname ${text})/$(basename ${text})`) },
  {
    name: "PATH of its own",
    only: "path",
    make: (text) => {
      const cut = text.lastIndexOf("/");
      return { before: `PATH=${text.slice(0, cut)}:$PATH\n`, word: text.slice(cut + 1) };
    },
  },
];
