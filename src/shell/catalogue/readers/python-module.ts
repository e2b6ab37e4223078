import type { Word } from "../../../base/index.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Modules that are a program of their own: `python -m pip install x` is `pip install x`. */
const programs: ReadonlyMap<string, string> = new Map(
  `pip pipx pipenv poetry uv hatch pdm virtualenv pytest tox nox coverage twine black ruff mypy flake8 pylint isort bandit autopep8 yapf
  jupyter flask uvicorn gunicorn celery alembic mkdocs yamllint ansible conda invoke`
    .split(/\s+/u)
    .map((name) => [name, name] as const),
);
const renamed: ReadonlyMap<string, string> = new Map([
  ["IPython", "ipython"],
  ["awscli", "aws"],
  ["django", "django-admin"],
  ["pre_commit", "pre-commit"],
  ["py.test", "pytest"],
  ["sphinx", "sphinx-build"],
  ["yt_dlp", "yt-dlp"],
]);

const pythonOptions = /^-[bBdEiIOPqsSuvxt?]*(?<last>[cmWX])(?<rest>.*)$/su;

/** `-c` and `-m` end the options of `python`; a well-known module is looked through. */
export const pythonModuleReader: Reader = {
  before: (words) => {
    for (let index = 1; index < words.length; index += 1) {
      const found = pythonOptions.exec(certainStart(words[index] ?? impliedWord("", undefined)))?.groups;
      if (found === undefined) {
        if (!certainStart(words[index] ?? impliedWord("", undefined)).startsWith("-")) return words;
        continue;
      }
      if (found["rest"] === "") index += 1;
      if (found["last"] === "c" || found["last"] === "m") return endedAfter(words, index);
    }
    return words;
  },
  after: ({ options, operands }) => {
    const value = options.find(({ name }) => name === "-m")?.value;
    const module = staticValue(value);
    const program = module === undefined ? undefined : (programs.get(module) ?? renamed.get(module));
    if (program === undefined) return nothingFound;
    const words = [impliedWord(program, value), ...operands];
    return { ...nothingFound, wrapper: "deny-only", inner: [{ kind: "words", words, env: [], open: false }] };
  },
};

function endedAfter(words: readonly Word[], index: number): readonly Word[] {
  const rest = words.slice(index + 1);
  return rest.length === 0 ? words : [...words.slice(0, index + 1), impliedWord("--", words[index]), ...rest];
}
