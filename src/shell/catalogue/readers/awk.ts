import type { Word } from "../../../base/index.ts";
import type { FileUse, InnerCommand } from "../command-reading.ts";
import { type Findings, nothingFound } from "../findings.ts";
import { impliedWord } from "../word-parts.ts";
import { type AwkEffect, readAwkProgram } from "./awk-program.ts";
import { opaqueWord } from "./open-command.ts";
import type { Reader } from "./reader.ts";

const freeFiles: ReadonlySet<string> = new Set(["/dev/stdout", "/dev/stderr", "/dev/null", "/dev/tty", "-"]);

/** Reads the program text; `-f` is a program that nobody has read. */
export const awkReader: Reader = {
  after: ({ options, operands }): Findings => {
    const sources = options.flatMap(({ name, value }) => (name === "--source" && value !== undefined ? [value] : []));
    const fromFile = options.some(({ name }) => name === "--file" || name === "--exec");
    const given = fromFile || sources.length > 0;
    const programs = given ? sources : operands.slice(0, 1);
    const found = programs.map(readProgram);
    return {
      files: found.flatMap(({ files }) => files),
      hosts: [],
      inner: found.flatMap(({ inner }) => inner),
      safe: !fromFile && found.every(({ safe }) => safe),
    };
  },
};

function readProgram(word: Word): Findings {
  if (word.kind === "opaque") return { ...nothingFound, safe: false };
  const effects = readAwkProgram(word.value);
  const files: FileUse[] = [];
  const inner: InnerCommand[] = [];
  for (const effect of effects) {
    if (effect.kind === "run") inner.push({ kind: "text", text: valueOf(effect, word), args: [], option: effect.by });
    else if (effect.kind === "write" && !(effect.value !== undefined && freeFiles.has(effect.value))) {
      files.push({ access: "write", word: valueOf(effect, word), deep: false, option: effect.by });
    }
  }
  return {
    ...nothingFound,
    files,
    inner,
    safe: effects.every(({ kind, value }) => kind === "write" && freeFiles.has(value ?? "")),
  };
}

function valueOf({ value, text }: AwkEffect, program: Word): Word {
  return value === undefined
    ? opaqueWord(text, { start: program.at.end, end: program.at.end })
    : impliedWord(value, program);
}
