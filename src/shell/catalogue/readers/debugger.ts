import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import type { ScannedOption } from "../scan-options.ts";
import { certainStart, dropStart, impliedWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Commands of gdb and lldb that hand the rest of their line to a shell. */
const toShell = /^\s*(?:!|(?:shell|platform\s+shell|make)\s+)/u;

/** `gdb --args cmd …` ends gdb's own options; `-ex 'shell …'` and `-o 'platform shell …'` run text. */
export const debuggerReader: Reader = {
  before: (words) => {
    const args = words.findIndex((word) => /^--?args$/u.test(staticValue(word) ?? ""));
    const program =
      args < 0 ? -1 : words.findIndex((word, index) => index > args && !certainStart(word).startsWith("-"));
    if (program < 0) return words;
    return [...words.slice(0, program), impliedWord("--", words[program]), ...words.slice(program)];
  },
  after: ({ options, operands }) => {
    const inner = options.flatMap(readCommandOption);
    return operands.length === 0
      ? { ...nothingFound, inner }
      : { ...nothingFound, inner: [...inner, { kind: "words", words: operands, env: [], open: false }] };
  },
};

function readCommandOption({ name, value, spec }: ScannedOption): readonly InnerCommand[] {
  const isCommand = spec?.tags.has("!") === true && !spec.tags.has("r");
  const text = value === undefined || !isCommand ? undefined : shellText(value);
  return text === undefined ? [] : [{ kind: "text", text, args: [], option: name }];
}

function shellText(value: Word): Word | undefined {
  const lead = toShell.exec(certainStart(value))?.[0];
  return lead === undefined ? undefined : dropStart(value, lead.length);
}
