import type { SecretMatch } from "./match.ts";

const border = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/gu;
const mostBody = 64 * 1024;

/** Blocks of private keys as RFC 7468 and its kin write them; one without an end reaches to where its lines stop. */
export function findPrivateKeys(text: string): readonly SecretMatch[] {
  const found: SecretMatch[] = [];
  let begin: { readonly start: number; readonly body: number } | undefined;
  const close = (end: number, bodyEnd: number): void => {
    if (begin !== undefined && isKeyBody(text.slice(begin.body, Math.min(bodyEnd, begin.body + mostBody))))
      found.push({ kind: "private-key", start: begin.start, end });
    begin = undefined;
  };
  for (const mark of text.matchAll(border)) {
    const after = mark.index + mark[0].length;
    if (mark[1] === "BEGIN") {
      if (begin !== undefined) closeOpen(begin.body);
      begin = { start: mark.index, body: after };
    } else if (begin !== undefined) {
      if (mark.index - begin.body <= mostBody) close(after, mark.index);
      else closeOpen(begin.body);
    }
  }
  if (begin !== undefined) closeOpen(begin.body);
  return found;

  function closeOpen(from: number): void {
    const end = endOfBody(text, from);
    close(end, end);
  }
}

/** Lines of base64, of a header such as `DEK-Info: …`, or empty, whatever shows them: quoted, numbered, as a difference. */
const bodyLine = /^[\s\d:>|"'+\-\\]*(?:[A-Za-z0-9+/=]{1,128}|[A-Z][A-Za-z-]{1,24}: .{0,200})?[\s"',+\\nr]*$/u;

function endOfBody(text: string, from: number): number {
  const limit = Math.min(text.length, from + mostBody);
  let at = from;
  while (at < limit) {
    const next = text.indexOf("\n", at);
    const end = next === -1 || next > limit ? limit : next;
    if (!bodyLine.test(text.slice(at, end))) break;
    at = Math.min(end + 1, limit);
  }
  return at;
}

/** A run of base64 as no sentence has it, of as many signs as no filler has. */
function isKeyBody(body: string): boolean {
  const run = /[A-Za-z0-9+/=]{20,}/u.exec(body.replace(/\\[nr]/gu, "\n"))?.[0] ?? "";
  return new Set(run).size >= 10;
}
