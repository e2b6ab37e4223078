import type { Word } from "../../../base/index.ts";
import type { FileUse, InnerCommand } from "../command-reading.ts";
import { type Findings, mergeFindings, nothingFound, type ScannedCommand } from "../findings.ts";
import { impliedWord, joinWords } from "../word-parts.ts";
import { opaqueWord } from "./open-command.ts";
import type { Reader } from "./reader.ts";
import { type SedEffect, readSedScript } from "./sed-script.ts";

const unread: Findings = { ...nothingFound, safe: false, unread: true };

const freeFiles: ReadonlySet<string> = new Set(["/dev/stdout", "/dev/stderr", "/dev/null"]);

/** Reads the scripts of `-e` and of the first operand; `-i` writes the operands. */
export const sedReader: Reader = {
  after: (command): Findings => {
    const scripts = command.options.flatMap(({ name, value }) =>
      name === "--expression" && value !== undefined ? [value] : [],
    );
    const fromFile = command.options.some(({ name }) => name === "--file");
    const [first, ...rest] = command.operands;
    const given = scripts.length > 0 || fromFile;
    const all = given || first === undefined ? scripts : [first];
    // pieces are joined with newlines: `-e 'a\' -e 'text'` is one command
    const script = all.every((word) => word.kind === "static") ? all.map((word) => word.value).join("\n") : undefined;
    const effects = script === undefined ? undefined : readSedScript(script);
    const found = effects === undefined ? unread : effectsOf(effects, joinWords(all));
    const edited = { ...nothingFound, files: inPlace(command, given ? command.operands : rest) };
    return mergeFindings(fromFile ? mergeFindings(found, unread) : found, edited);
  },
};

function inPlace({ options }: ScannedCommand, files: readonly Word[]): readonly FileUse[] {
  const option = options.some(({ name }) => name === "--in-place") ? "--in-place" : undefined;
  if (option === undefined) return [];
  return files.map((word) => ({ access: "write", word, deep: false, option }));
}

function effectsOf(effects: readonly SedEffect[], script: Word | undefined): Findings {
  const files: FileUse[] = [];
  const inner: InnerCommand[] = [];
  for (const { kind, value } of effects) {
    if (kind === "run") {
      const text = value === "" ? opaqueWord("", script?.at ?? { start: 0, end: 0 }) : impliedWord(value, script);
      inner.push({ kind: "text", text, args: [], option: "e" });
    } else if (!freeFiles.has(value) && !(kind === "read" && value === "/dev/stdin")) {
      const use = { access: kind, word: impliedWord(value, script), deep: false };
      files.push(kind === "write" ? { ...use, access: "write", option: "w" } : { ...use, access: "read" });
    }
  }
  return { ...nothingFound, files, inner };
}
