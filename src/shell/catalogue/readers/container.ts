import type { Word } from "../../../base/index.ts";
import type { FileUse } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, staticValue, takePart } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `docker run -v ./data:/data --entrypoint sh image args`: what is mounted, and what runs inside. */
export const containerReader: Reader = {
  after: ({ options, operands }) => {
    const entry = options.findLast(({ name }) => name === "--entrypoint")?.value;
    const words = [...(entry === undefined ? [] : [entry]), ...operands.slice(1)];
    return {
      ...nothingFound,
      files: options.flatMap(({ name, value }) => (value === undefined ? [] : mounted(name, value))),
      inner: words.length === 0 ? [] : [{ kind: "words", words, env: [], open: false }],
    };
  },
};

/** The host folder of a bind mount; a name without a slash is a volume of the engine's own. */
function mounted(option: string, value: Word): readonly FileUse[] {
  const spelled = staticValue(value);
  if (spelled === undefined) return [];
  if (option === "--volume") {
    const [host = "", , mode = ""] = spelled.split(":");
    return /^[/.~]/u.test(host) && spelled.includes(":")
      ? hostFolder(takePart(value, 0, host.length), /\bro\b/u.test(mode))
      : [];
  }
  if (option !== "--mount") return [];
  const fields = spelled.split(",");
  const source = fields.map((field) => /^(?:source|src)=(?<path>.+)$/u.exec(field)?.groups?.["path"]).find(Boolean);
  if (source === undefined || !/^[/.~]/u.test(source)) return [];
  const start = spelled.indexOf(`=${source}`) + 1;
  return hostFolder(
    takePart(value, start, start + source.length),
    fields.some((field) => /^(?:readonly|ro)(?:=(?:true|1))?$/u.test(field)),
  );
}

function hostFolder(word: Word, readOnly: boolean): readonly FileUse[] {
  const read: FileUse = { access: "read", word, deep: true };
  return readOnly ? [read] : [read, { access: "write", word, deep: true }];
}

/** `docker cp web:/etc/x .`, `kubectl cp ns/pod:/x y`: one side is in the container. */
export const containerCopyReader: Reader = {
  after: ({ operands }) => ({ ...nothingFound, files: copied(operands, /^[^./~][^:]*:/u) }),
};

/** `aws s3 cp s3://bucket/x .`: URLs of the store, or local files. */
export const objectCopyReader: Reader = {
  after: ({ operands }) => ({ ...nothingFound, files: copied(operands, /^[a-z][a-z0-9]*:\/\//iu) }),
};

function copied(operands: readonly Word[], remote: RegExp): readonly FileUse[] {
  return operands.flatMap((word, index): readonly FileUse[] => {
    const start = certainStart(word);
    if (start === "-" || remote.test(start)) return [];
    return [{ access: index > 0 && index === operands.length - 1 ? "write" : "read", word, deep: true }];
  });
}
