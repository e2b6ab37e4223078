import { mergeFindings, nothingFound } from "../findings.ts";
import { staticValue } from "../word-parts.ts";
import { listingReader } from "./listing.ts";
import { openCommand } from "./open-command.ts";
import type { Reader } from "./reader.ts";

const runs: ReadonlySet<string> = new Set(["-x", "--exec", "-X", "--exec-batch"]);

/** `fd PATTERN -x cmd …`: everything behind `-x` up to `;` is the command. */
export const fdReader: Reader = {
  before: (words) => {
    const at = words.findIndex((word) => runs.has(staticValue(word) ?? ""));
    if (at < 0) return words;
    const end = words.findIndex((word, index) => index > at && staticValue(word) === ";");
    return [...words.slice(0, at + 1), ...(end < 0 ? [] : words.slice(end + 1))];
  },
  after: (command) => {
    const listed = listingReader.after?.(command) ?? nothingFound;
    const { words } = command;
    const at = words.findIndex((word) => runs.has(staticValue(word) ?? ""));
    if (at < 0) return listed;
    const end = words.findIndex((word, index) => index > at && staticValue(word) === ";");
    const inner = openCommand(words.slice(at + 1, end < 0 ? undefined : end), "{");
    const option = /^(?:-x|--exec)$/u.test(staticValue(words[at]) ?? "") ? "--exec" : "--exec-batch";
    return mergeFindings(listed, { ...nothingFound, inner: inner === undefined ? [] : [{ ...inner, option }] });
  },
};
