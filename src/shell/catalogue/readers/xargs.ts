import { nothingFound } from "../findings.ts";
import { impliedWord, staticValue } from "../word-parts.ts";
import { openCommand } from "./open-command.ts";
import type { Reader } from "./reader.ts";

/** Without a command it is `echo`; with `-I` the placeholder may make the name. */
export const xargsReader: Reader = {
  after: ({ options, operands, words }) => {
    const replace = options.findLast(({ name }) => name === "--replace");
    const placeholder = replace === undefined ? undefined : (staticValue(replace.value) ?? "{}");
    const command = operands.length > 0 ? operands : [impliedWord("echo", words.at(-1))];
    const inner = openCommand(command, placeholder);
    return { ...nothingFound, inner: inner === undefined ? [] : [inner] };
  },
};
