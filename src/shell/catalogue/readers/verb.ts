import type { Word } from "../../../base/index.ts";
import { type Findings, nothingFound } from "../findings.ts";
import { staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Words that may stand before the command, in programs that also work without them. */
const verbs: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["direnv", new Set(["exec"])],
  ["dotenv", new Set(["run"])],
  ["rr", new Set(["record"])],
  ["uftrace", new Set(["record", "live"])],
]);

/** How far from the program's name a verb may stand, behind options and their values. */
const farthest = 8;

/** `rr record cmd` is `rr cmd`, `dotenv -f x run cmd` is `dotenv -f x cmd`. */
export const verbReader: Reader = {
  before: (words) => {
    const [name = "", ...rest] = words.slice(0, farthest).map((word) => staticValue(word) ?? "");
    const known = verbs.get(name.slice(name.lastIndexOf("/") + 1));
    const at = rest.findIndex((value) => value === "--" || known?.has(value) === true);
    return at < 0 || rest[at] === "--" ? words : words.filter((_, index) => index !== at + 1);
  },
};

/** `ip netns exec NAME cmd`, `ip vrf exec NAME cmd` and their abbreviations; `ip -all netns exec cmd`. */
export const ipReader: Reader = {
  after: ({ operands, options }) => {
    const [object, verb] = operands.map((word) => staticValue(word) ?? "");
    const named = /^(?:netn?s?|vr?f?)$/u.test(object ?? "") && /^ex?e?c?$/u.test(verb ?? "");
    return named ? started(operands.slice(options.some(({ name }) => name === "-a") ? 2 : 3)) : nothingFound;
  },
};

/** `entr cmd` runs words, `entr -s TEXT` a shell's text. */
export const entrReader: Reader = {
  after: ({ operands, options }) => {
    const [text] = operands;
    if (text === undefined || !options.some(({ name }) => name === "-s")) return started(operands, true);
    return { ...nothingFound, inner: [{ kind: "text", text, args: [], option: "-s" }] };
  },
};

function started(words: readonly Word[], open = false): Findings {
  return words.length === 0 ? nothingFound : { ...nothingFound, inner: [{ kind: "words", words, env: [], open }] };
}
