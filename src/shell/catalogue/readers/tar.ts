import type { Word } from "../../../base/index.ts";
import type { FileUse } from "../command-reading.ts";
import { type Findings, nothingFound, type ScannedCommand } from "../findings.ts";
import { certainStart, dropStart, impliedWord, splitWord, staticValue } from "../word-parts.ts";
import { spellLetters } from "./letters.ts";
import type { Reader } from "./reader.ts";

const lettersWithValue = "bCfFgHIKLNTVX";

/** Old-style letters (`tar xzf f`) become options, and the mode says which way the files go. */
export const tarReader: Reader = {
  before: (words) => spellLetters(words, lettersWithValue),
  after: (command) => {
    const archive = command.options.findLast(({ name }) => name === "--file")?.value;
    const has = (...names: readonly string[]): boolean => command.options.some(({ name }) => names.includes(name));
    const extracts = has("--extract");
    const creates = has("--create", "--append", "--update", "--concatenate");
    const findings = mergeFiles([
      ...archiveUse(archive, has("--list", "--extract", "--diff", "--test-label") ? "read" : "write"),
      ...(creates ? command.operands.map((word) => place(command, "read", word)) : []),
      ...(extracts && !has("--to-stdout") ? extraction(command) : []),
      ...(creates && has("--remove-files") ? command.operands.map((word) => place(command, "write", word)) : []),
    ]);
    return withCheckpoint(command, withRemote(archive, has("--force-local"), findings));
  },
};

function archiveUse(archive: Word | undefined, access: FileUse["access"]): readonly FileUse[] {
  if (archive === undefined || staticValue(archive) === "-") return [];
  return [{ access, word: archive, deep: false }];
}

function place({ from }: ScannedCommand, access: FileUse["access"], word: Word): FileUse {
  return { access, word, deep: true, ...(from === undefined ? {} : { from }) };
}

function extraction(command: ScannedCommand): readonly FileUse[] {
  return [{ access: "write", word: command.from ?? impliedWord(".", command.words.at(-1)), deep: true }];
}

function mergeFiles(files: readonly FileUse[]): Findings {
  return { ...nothingFound, files, safe: false };
}

/** `-f host:file` is reached through a remote shell. */
function withRemote(archive: Word | undefined, local: boolean, findings: Findings): Findings {
  if (archive === undefined || local || !/^[^/]+:/u.test(certainStart(archive))) return findings;
  return { ...findings, hosts: [{ word: archive, option: "--file" }] };
}

/** `--checkpoint-action=exec=cmd` runs shell text. */
function withCheckpoint({ options }: ScannedCommand, findings: Findings): Findings {
  const inner = options.flatMap(({ name, value }) => {
    if (name !== "--checkpoint-action" || value === undefined || !certainStart(value).startsWith("exec=")) return [];
    return [{ kind: "text", text: dropStart(value, 5), args: [], option: name } as const];
  });
  const programs = options.flatMap(({ name, value }) =>
    name === "--use-compress-program" && value !== undefined
      ? [{ kind: "words", words: splitWord(value), env: [], open: true, option: name } as const]
      : [],
  );
  return { ...findings, inner: [...inner, ...programs] };
}
