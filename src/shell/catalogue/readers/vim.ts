import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, dropStart } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `-c '!cmd'`, `+'!cmd'`: an editor command that is a shell command. */
export const vimReader: Reader = {
  after: ({ options, operands }) => ({
    ...nothingFound,
    safe: false,
    inner: [
      ...options.flatMap(({ name, value }) =>
        value !== undefined && (name === "-c" || name === "--cmd") ? shellText(value, name) : [],
      ),
      ...operands.flatMap((word) => (certainStart(word).startsWith("+") ? shellText(dropStart(word, 1), "-c") : [])),
    ],
  }),
};

function shellText(command: Word, option: string): readonly InnerCommand[] {
  const start = /^[:\s]*(?:sil\w*!?\s+)?(?:[%.\d,$]*|r\w*\s*|w\w*\s+)!/u.exec(certainStart(command))?.[0];
  return start === undefined ? [] : [{ kind: "text", text: dropStart(command, start.length), args: [], option }];
}
