import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, dropStart, impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

const usualShells = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh$/u;

/** `make -j 4 all`: the number belongs to `-j`; `SHELL=x` makes x run every recipe; `gmake` is `make`. */
export const makeTargetsReader: Reader = {
  before: (words) =>
    words.flatMap((word, index) => {
      if (takesNumber(words[index - 1]) && isNumber(word)) return [];
      const next = words[index + 1];
      if (!takesNumber(word) || next === undefined || !isNumber(next)) return [word];
      const glue = certainStart(word).startsWith("--") ? "=" : "";
      return [impliedWord(`${certainStart(word)}${glue}${certainStart(next)}`, word)];
    }),
  after: ({ name, words, operands }) => {
    const shells = operands
      .filter((word) => certainStart(word).startsWith("SHELL="))
      .map((word) => dropStart(word, "SHELL=".length))
      .filter((word) => !usualShells.test(staticValue(word) ?? ""));
    const inner = shells.map((word): InnerCommand => ({ kind: "words", words: [word], env: [], open: true }));
    if (name !== "gmake" || inner.length > 0) return { ...nothingFound, inner };
    const same: InnerCommand = {
      kind: "words",
      words: [impliedWord("make", words[0]), ...words.slice(1)],
      env: [],
      open: false,
    };
    return { ...nothingFound, wrapper: "deny-only", inner: [same] };
  },
};

function takesNumber(word: Word | undefined): boolean {
  return /^(?:-[a-zA-Z]*[jl]|--jobs|--load-average|--max-load)$/u.test(staticValue(word) ?? "");
}

function isNumber(word: Word): boolean {
  return /^\d+(?:\.\d+)?$/u.test(staticValue(word) ?? "");
}

/** `cmake -E` is a small portable shell: what each of its commands would be called outside. */
const cmakeCommands: ReadonlyMap<string, readonly string[]> = new Map([
  ["cat", ["cat"]],
  ["copy", ["cp", "-r"]],
  ["copy_directory", ["cp", "-r"]],
  ["copy_if_different", ["cp"]],
  ["create_symlink", ["ln", "-s"]],
  ["env", ["env"]],
  ["make_directory", ["mkdir", "-p"]],
  ["remove", ["rm"]],
  ["remove_directory", ["rm", "-r"]],
  ["rename", ["mv"]],
  ["rm", ["rm"]],
  ["tar", ["tar"]],
  ["time", ["time"]],
  ["touch", ["touch"]],
]);

export const cmakeToolReader: Reader = {
  before: (words) => {
    const at = words.findIndex((word) => staticValue(word) === "-E");
    return at < 0 ? words : [...words.slice(0, at + 1), impliedWord("--", words[at]), ...words.slice(at + 1)];
  },
  after: ({ words }) => {
    const at = words.findIndex((word) => staticValue(word) === "-E");
    const command = at < 0 ? undefined : staticValue(words[at + 1]);
    if (command === undefined) return nothingFound;
    const names = cmakeCommands.get(command)?.map((name) => impliedWord(name, words[at])) ?? [];
    const inner =
      command === "chdir" ? words.slice(at + 3) : names.length === 0 ? [] : [...names, ...words.slice(at + 2)];
    if (inner.length === 0) return nothingFound;
    return { ...nothingFound, wrapper: "deny-only", inner: [{ kind: "words", words: inner, env: [], open: false }] };
  },
};

/** `gcc -wrapper prog,arg` runs every step of the compiler under prog, `gcc -B folder` takes the steps from there. */
export const compilerWrapperReader: Reader = {
  after: ({ options }) => ({
    ...nothingFound,
    inner: options.flatMap(({ name, value }): readonly InnerCommand[] => {
      if ((name !== "-wrapper" && name !== "-B") || value === undefined) return [];
      const words = value.kind === "opaque" ? [value] : value.value.split(",").map((part) => impliedWord(part, value));
      return [{ kind: "words", words, env: [], open: true, option: name }];
    }),
  }),
};

/** `mvn exec:exec -Dexec.executable=prog`. */
export const mavenExecReader: Reader = {
  after: ({ options }) => {
    const key = "exec.executable=";
    const program = options.flatMap(({ name, value }) =>
      name === "--define" && value !== undefined && certainStart(value).startsWith(key)
        ? [dropStart(value, key.length)]
        : [],
    );
    const inner = program.map((word): InnerCommand => ({ kind: "words", words: [word], env: [], open: true }));
    return { ...nothingFound, inner };
  },
};
