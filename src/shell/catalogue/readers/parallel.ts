import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { quoteWord } from "../../quote-word.ts";
import { impliedWord, joinWords, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

const separator = /^:::+\+?$/u;

/** The words before `:::` are a template for a shell; without them every argument is a command of its own. */
export const parallelReader: Reader = {
  after: ({ operands }) => {
    const at = operands.findIndex((word) => separator.test(staticValue(word) ?? ""));
    const template = at < 0 ? operands : operands.slice(0, at);
    const text = joinWords(template);
    if (text !== undefined) {
      const given = at < 0 ? [] : operands.slice(at).filter((word) => !separator.test(staticValue(word) ?? ""));
      return { ...nothingFound, inner: [text, ...filledIn(text, given)].map(asText) };
    }
    if (at < 0) return { ...nothingFound, inner: [{ kind: "stdin" }] };
    const commands = operands.slice(at).filter((word) => !separator.test(staticValue(word) ?? ""));
    return { ...nothingFound, inner: commands.map(asText) };
  },
};

/** More would cost time; what is started is judged then as well. */
const mostFilled = 50;

/** The template with each argument in the place of `{}`, or behind it: an option may be among them. */
function filledIn(template: Word, given: readonly Word[]): readonly Word[] {
  const text = staticValue(template);
  if (text === undefined) return [];
  return given.slice(0, mostFilled).flatMap((word) => {
    const value = staticValue(word);
    if (value === undefined) return [];
    const quoted = quoteWord(value);
    const filled = text.replaceAll(/\{\d*\}/gu, () => quoted);
    return [impliedWord(filled === text ? `${text} ${quoted}` : filled, word)];
  });
}

function asText(text: Word): InnerCommand {
  return { kind: "text", text, args: [] };
}
