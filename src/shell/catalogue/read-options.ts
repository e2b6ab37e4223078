import type { Word } from "../../base/index.ts";
import type { FileUse, HostUse, InnerCommand } from "./command-reading.ts";
import { type Findings, nothingFound } from "./findings.ts";
import type { ScannedOption } from "./scan-options.ts";
import { joinFolders } from "./folders.ts";
import { onlyAsks } from "./only-asks.ts";
import { splitWord } from "./word-parts.ts";

type FileTag = (typeof fileTagNames)[number];

const fileTagNames = ["r", "R", "w", "W", "o", "O", "m"] as const;
const fileTags: Readonly<Record<FileTag, readonly Pick<FileUse, "access" | "deep">[]>> = {
  r: [{ access: "read", deep: false }],
  R: [{ access: "read", deep: true }],
  w: [{ access: "write", deep: false }],
  W: [{ access: "write", deep: true }],
  o: [{ access: "write", deep: false }],
  O: [{ access: "write", deep: true }],
  m: [
    { access: "read", deep: true },
    { access: "write", deep: true },
  ],
};

/** What the options of one command do with their values, as the tags of its row say. */
export function readOptions(options: readonly ScannedOption[], from: Word | undefined): Findings {
  const files: FileUse[] = [];
  const hosts: HostUse[] = [];
  const inner: InnerCommand[] = [];
  const asks = onlyAsks(options);
  let safe = true;
  for (const { name, value, spec } of options) {
    if (spec === undefined || !spec.safe) safe = false;
    if (spec === undefined || value === undefined || spec.tags.size === 0) continue;
    for (const tag of fileTagNames) {
      if (!spec.tags.has(tag)) continue;
      const covered = tag === "o" || tag === "O";
      files.push(
        ...useFile(fileTags[asks && tag === "m" ? "R" : tag], {
          word: value,
          option: covered ? undefined : name,
          from,
        }),
      );
    }
    if (spec.tags.has("cd")) files.push({ access: "read", word: value, deep: false, option: name });
    if (spec.tags.has("u")) hosts.push({ word: value, option: name });
    const command = readCommandTag(spec.tags, value);
    if (command !== undefined) inner.push({ ...command, option: name });
  }
  const isPlain = safe && files.length === 0 && hosts.length === 0 && inner.length === 0;
  return isPlain ? nothingFound : { files, hosts, inner, safe };
}

function useFile(
  accesses: readonly Pick<FileUse, "access" | "deep">[],
  { word, option, from }: { readonly word: Word; readonly option: string | undefined; readonly from: Word | undefined },
): readonly FileUse[] {
  if (word.kind === "static" && word.value === "-") return [];
  const named = { ...(option === undefined ? {} : { option }), ...(from === undefined ? {} : { from }) };
  return accesses.map((access) => ({ ...access, word, ...named }));
}

function readCommandTag(tags: ReadonlySet<string>, value: Word): InnerCommand | undefined {
  if (tags.has("x")) return { kind: "words", words: [value], env: [], open: true };
  if (tags.has("xs")) return { kind: "words", words: splitWord(value), env: [], open: true };
  if (tags.has("sh")) return { kind: "text", text: value, args: [] };
  return undefined;
}

/** The folder that options such as `git -C` lead to. */
export function folderOf(options: readonly ScannedOption[]): Word | undefined {
  let folder: Word | undefined;
  for (const { value, spec } of options) {
    if (value === undefined || spec?.tags.has("cd") !== true) continue;
    folder = folder === undefined ? value : joinFolders(folder, value);
  }
  return folder;
}
