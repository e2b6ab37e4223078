import type { Word } from "../../../base/index.ts";
import type { FileUse, HostUse } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { looksLikePath } from "../folders.ts";
import { certainStart, dropStart } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** A URL with a host, or `git@host:path`; after a name in `name@URL` and `name @ URL`. */
const address = /^(?:[^/:]*@\s*)?(?=(?:[a-z][a-z0-9+.-]*:\/\/|git@[\w.-]+:)[^/\s])/iu;
const hostless = /^(?:file|s3|gs|az|abfss?|data|dir|docker-archive|oci-archive):/iu;
const local = /^(?:file|link|portal):(?:\/\/)?/iu;

/** What a package manager fetches: operands and option values may be names, folders or URLs. */
export const addressesReader: Reader = {
  after: ({ operands, options, from, row }) => {
    const values = options.flatMap(({ value, spec }) => (value === undefined || spec?.tags.has("u") ? [] : [value]));
    const folder = from === undefined ? {} : { from };
    const named = row.operands === undefined ? operands.flatMap(localPath) : [];
    const files = named.map((word): FileUse => ({ access: "read", word, deep: false, ...folder }));
    return { ...nothingFound, files, hosts: [...operands, ...values].flatMap(hostOf) };
  },
};

function hostOf(word: Word): readonly HostUse[] {
  const start = certainStart(word);
  const match = address.exec(start);
  const at = match === null ? undefined : /^git@/iu.test(start) ? 0 : match[0].length;
  return at === undefined || hostless.test(start.slice(at)) ? [] : [{ word: dropStart(word, at) }];
}

function localPath(word: Word): readonly Word[] {
  const scheme = local.exec(certainStart(word))?.[0].length;
  if (scheme !== undefined) return [dropStart(word, scheme)];
  return looksLikePath(word) ? [word] : [];
}
