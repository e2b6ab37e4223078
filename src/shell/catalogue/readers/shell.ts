import { type Findings, nothingFound } from "../findings.ts";
import { impliedWord } from "../word-parts.ts";
import { opaqueWord } from "./open-command.ts";
import type { Reader } from "./reader.ts";

/** Options of `-o` that do not change how text is read. */
const tameModes: ReadonlySet<string> = new Set([
  "allexport",
  "braceexpand",
  "emacs",
  "errexit",
  "errtrace",
  "functrace",
  "hashall",
  "ignoreeof",
  "keyword",
  "monitor",
  "noclobber",
  "noexec",
  "noglob",
  "nolog",
  "notify",
  "nounset",
  "onecmd",
  "physical",
  "pipefail",
  "verbose",
  "vi",
  "xtrace",
]);

/** `sh -c TEXT name args`, `sh -s`, `sh FILE args`, or commands from stdin. */
export const shellReader: Reader = {
  before: (words) => {
    const end = words.findIndex((word, index) => index > 0 && !(word.kind === "static" && /^[-+]/u.test(word.value)));
    return words.map((word, index) => {
      const plus = word.kind === "static" && word.value.startsWith("+") && (end < 0 || index < end);
      return plus ? impliedWord(`-${word.value.slice(1)}`, word) : word;
    });
  },
  after: ({ options, operands, words }): Findings => {
    const has = (name: string): boolean => options.some((option) => option.name === name);
    if (has("--version") || has("--help") || has("--dump-strings")) return nothingFound;
    const odd = options.some(
      ({ name, value }) => name === "-o" && !(value?.kind === "static" && tameModes.has(value.value)),
    );
    const safe = !odd;
    const wrapper = odd ? ({ wrapper: "deny-only" } as const) : {};
    const [first, ...args] = operands;
    if (has("-c")) {
      const text = first ?? opaqueWord("", words.at(-1)?.at ?? { start: 0, end: 0 });
      return { ...nothingFound, ...wrapper, safe, inner: [{ kind: "text", text, args, option: "-c" }] };
    }
    if (first === undefined || has("-s")) return { ...nothingFound, ...wrapper, safe, inner: [{ kind: "stdin" }] };
    return { ...nothingFound, safe: false, files: [{ access: "read", word: first, deep: false }] };
  },
};
