import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { impliedWord, joinWords, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

const namesPackage: ReadonlySet<string> = new Set(["--package", "--from", "--spec"]);

/** `npx cowsay@1.6 hi` runs `cowsay hi`; with `--package` the first operand is the program itself. */
export const packageRunnerReader: Reader = {
  after: ({ operands, options }) => {
    const has = (names: ReadonlySet<string>): boolean => options.some(({ name }) => names.has(name));
    const text = has(new Set(["--shell-mode"])) ? joinWords(operands) : undefined;
    if (text !== undefined) return { ...nothingFound, inner: [{ kind: "text", text, args: [] }] };
    const [program, ...rest] = operands;
    if (program === undefined || has(new Set(["--call"]))) return nothingFound;
    return { ...nothingFound, inner: plainWords([has(namesPackage) ? program : programOf(program), ...rest]) };
  },
};

/** `uv run cmd`, `uv run script.py`, `uv run -m module`. */
export const uvRunReader: Reader = {
  after: ({ operands, options }) => {
    const [first] = operands;
    const has = (name: string): boolean => options.some((option) => option.name === name);
    if (first === undefined) return nothingFound;
    const python = impliedWord("python", first);
    if (has("--module")) return { ...nothingFound, inner: plainWords([python, impliedWord("-m", first), ...operands]) };
    const script = has("--script") || staticValue(first)?.endsWith(".py") === true;
    return { ...nothingFound, inner: plainWords(script ? [python, ...operands] : operands) };
  },
};

function plainWords(words: readonly Word[]): readonly InnerCommand[] {
  return [{ kind: "words", words, env: [], open: false }];
}

/** The program that a package specifier is expected to hold: without version, extras, scheme and scope. */
function programOf(word: Word): Word {
  const spelled = staticValue(word);
  if (spelled === undefined || /^[./~]|:\/\//u.test(spelled)) return word;
  const name = spelled
    .replace(/^(?:npm|jsr|github|gitlab|bitbucket):/u, "")
    .replace(/(?<=.)(?:@|==|[<>=~!]=|[<>[#]).*$/su, "");
  const program = name.slice(name.lastIndexOf("/") + 1);
  return program === "" || program === spelled ? word : impliedWord(program, word);
}
