/** What stands for a secret in examples. */
const example = /example|placeholder|changeme|change_me|redacted|dummy|your[_-]|xxxx|\*{4}|\.{3}|<[a-z_-]+>|\$\{/iu;
/** `{"sub":"1234567890"` in base64: the token that every text about tokens shows. */
const knownExample = /eyJzdWIiOiIxMjM0NTY3ODkwI/u;
/** A part of a name in words, `render-node2`, and no part of a random text. */
const word = /^(?:[a-z]+\d{0,3}|[A-Z]?[a-z]+|[A-Z]{1,4}|\d{1,4}[a-z]{0,2})$/u;

/** False for what has the form of a secret and can be none: an example, a filler, a name in words. */
export function isGenuine(text: string): boolean {
  if (example.test(text) || knownExample.test(text)) return false;
  if (new Set(text.slice(-16)).size <= 4) return false;
  return !text.split(/[-_.]/u).every((part) => part === "" || (word.test(part) && part.length < 16));
}
