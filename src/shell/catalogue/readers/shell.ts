import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { type Findings, nothingFound } from "../findings.ts";
import type { ScannedOption } from "../scan-options.ts";
import { impliedWord, staticValue } from "../word-parts.ts";
import { opaqueWord } from "./open-command.ts";
import type { Reader } from "./reader.ts";
import { spellShellOptions } from "./shell-options.ts";

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

/** Options of `-O` that only change what patterns find. */
const tameShopts: ReadonlySet<string> = new Set([
  "dotglob",
  "failglob",
  "globasciiranges",
  "globstar",
  "inherit_errexit",
  "nocaseglob",
  "nocasematch",
  "nullglob",
]);

const bourne = /(?:^|\/)(?:r?bash|[da]?sh|yash|m?ksh(?:93)?)[\d.]*$/u;

/** `sh -c TEXT name args`, `sh -s`, `sh FILE args`, or commands from stdin. */
export const shellReader: Reader = {
  before: (words) => (bourne.test(staticValue(words[0]) ?? "") ? spellShellOptions(words) : withoutPlus(words)),
  after: ({ options, operands, words }): Findings => {
    const has = (name: string): boolean => options.some((option) => option.name === name);
    if (has("--version") || has("--help") || has("--dump-strings")) return nothingFound;
    const safe = options.every(isTame);
    const end = words.at(-1)?.at.end ?? 0;
    const unread = opaqueWord("", { start: end, end });
    const [first, ...args] = operands;
    if (has("-c")) {
      const text: InnerCommand = { kind: "text", text: first ?? unread, args, option: "-c" };
      // in another mode the same text may say something else
      const otherwise: readonly InnerCommand[] = safe ? [] : [{ kind: "text", text: unread, args: [], option: "-c" }];
      return { ...nothingFound, safe, inner: [text, ...otherwise] };
    }
    if (first === undefined || has("-s")) {
      const otherwise: readonly InnerCommand[] = safe ? [] : [{ kind: "text", text: unread, args: [] }];
      return { ...nothingFound, safe, inner: [{ kind: "stdin" }, ...otherwise] };
    }
    return { ...nothingFound, safe: false, files: [{ access: "read", word: first, deep: false }] };
  },
};

function isTame({ name, value, spec }: ScannedOption): boolean {
  if (name === "-o") return tameModes.has(staticValue(value) ?? "");
  if (name === "-O") return tameShopts.has(staticValue(value) ?? "");
  return spec !== undefined && !spec.tags.has("!");
}

function withoutPlus(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex((word, index) => index > 0 && !/^[-+]/u.test(staticValue(word) ?? ""));
  return words.map((word, index) => {
    const plus = index > 0 && staticValue(word)?.startsWith("+") === true && (end < 0 || index < end);
    return plus ? impliedWord(`-${staticValue(word)?.slice(1) ?? ""}`, word) : word;
  });
}
