import type { OptionUse, Word } from "../../base/index.ts";
import type { CommandReading, FileUse } from "./command-reading.ts";
import { maybePath } from "./folders.ts";
import { certainStart, dropStart } from "./word-parts.ts";

/**
 * A program without a row: nothing is known, so it is not read-only, no cluster is split, and every word that could be a path is
 * taken to be read and written.
 */
export function readUnknown(name: string, words: readonly Word[]): CommandReading {
  const options: OptionUse[] = [];
  const operands: Word[] = [];
  const paths: Word[] = [];
  let dashes = false;
  for (const word of words.slice(1)) {
    const start = certainStart(word);
    if (!dashes && start === "--" && word.kind === "static") dashes = true;
    else if (dashes || !/^-./u.test(start)) {
      operands.push(word);
      paths.push(word);
    } else {
      const option = readLoneOption(word, start);
      options.push(option);
      if (option.value !== undefined) paths.push(option.value);
    }
  }
  const files = paths.filter(maybePath).flatMap((word): readonly FileUse[] => [
    { access: "read", word, deep: false },
    { access: "write", word, deep: false },
  ]);
  const form = {
    name,
    known: false,
    sub: [],
    globals: [],
    alteringGlobals: false,
    options,
    operands,
    readOnly: false,
    seemsReadOnly: false,
    hidesOption: false,
    sameOperands: [],
  };
  return { form, wrapper: undefined, inner: [], files, hosts: [] };
}

function readLoneOption(word: Word, start: string): OptionUse {
  const equals = start.indexOf("=");
  if (equals < 0) return { name: word.kind === "static" ? start : word.text };
  return { name: start.slice(0, equals), value: dropStart(word, equals + 1) };
}
