import type { Word } from "../../../base/index.ts";
import { type Findings, mergeFindings, nothingFound } from "../findings.ts";
import { certainStart, dropStart, splitWord } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Each address says what it opens: a program, a file, a host. */
export const socatReader: Reader = {
  after: ({ operands }) => operands.slice(0, 2).map(readAddress).reduce(mergeFindings, nothingFound),
};

function readAddress(word: Word): Findings {
  const type = /^(?<type>[A-Za-z0-9-]+):/u.exec(certainStart(word))?.groups?.["type"];
  if (type === undefined) return { ...nothingFound, safe: false };
  const rest = dropStart(word, type.length + 1);
  const found: Findings = { ...nothingFound, safe: false };
  if (/^exec$/iu.test(type))
    return { ...found, inner: [{ kind: "words", words: splitWord(rest), env: [], open: false }] };
  if (/^(?:system|shell)$/iu.test(type)) return { ...found, inner: [{ kind: "text", text: rest, args: [] }] };
  if (/^(?:open|create|gopen|file|pipe|unix|gopen)/iu.test(type)) {
    return {
      ...found,
      files: [
        { access: "read", word: rest, deep: false },
        { access: "write", word: rest, deep: false },
      ],
    };
  }
  return /(?:tcp|udp|openssl|ssl|proxy|socks|sctp|ip)/iu.test(type) ? { ...found, hosts: [{ word: rest }] } : found;
}
