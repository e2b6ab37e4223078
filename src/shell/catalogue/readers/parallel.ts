import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { joinWords, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

const separator = /^:::+\+?$/u;

/** The words before `:::` are a template for a shell; without them every argument is a command of its own. */
export const parallelReader: Reader = {
  after: ({ operands }) => {
    const at = operands.findIndex((word) => separator.test(staticValue(word) ?? ""));
    const template = at < 0 ? operands : operands.slice(0, at);
    const text = joinWords(template);
    if (text !== undefined) return { ...nothingFound, inner: [asText(text)] };
    if (at < 0) return { ...nothingFound, inner: [{ kind: "stdin" }] };
    const commands = operands.slice(at).filter((word) => !separator.test(staticValue(word) ?? ""));
    return { ...nothingFound, inner: commands.map(asText) };
  },
};

function asText(text: Word): InnerCommand {
  return { kind: "text", text, args: [] };
}
