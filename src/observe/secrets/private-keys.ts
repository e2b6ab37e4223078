import type { SecretMatch } from "./match.ts";

const border = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/gu;
const beginning = "-----BEGIN ";
const mostBody = 64 * 1024;

/** Blocks of private keys as RFC 7468 and its kin write them; one without an end reaches to where its lines stop. */
export function findPrivateKeys(text: string): readonly SecretMatch[] {
  if (!text.includes(beginning)) return [];
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

const startOfLine = /^[\s\d:>|"'+\-\\]*(?:[A-Za-z0-9+/=]{0,128}|[A-Z][A-Za-z-]{1,24}:? ?.{0,200})[\s"',+\\nr]*$/u;

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

const lastBorder = /-----(?:B(?:E(?:G(?:I(?:N(?: [A-Z0-9 ]{0,60}-{0,4})?)?)?)?)?)?$/u;

/** Looking forward takes a fraction of the time of `lastIndexOf`. */
function lastPlaceOf(word: string, text: string): number {
  let last = -1;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) last = at;
  return last;
}

/** Where a key, or its border, begins that has not ended at the text's end and may still become one. */
export function openKeyAt(text: string): number | undefined {
  const from = Math.max(0, text.length - mostBody);
  const last = text.slice(from);
  const begin = lastPlaceOf(beginning, last);
  const open = begin === -1 ? "" : last.slice(begin);
  const border = /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/u.exec(open)?.[0];
  const isEnded = /-----END [A-Z0-9 ]{0,60}-----/u.test(open);
  if (border !== undefined && !isEnded && mayBeBody(open.slice(border.length))) return from + begin;
  const partly = lastBorder.exec(last.slice(-80))?.[0];
  return partly === undefined ? undefined : text.length - partly.length;
}

/** True for what may stand between the borders of a key that is still being written. */
function mayBeBody(text: string): boolean {
  const lines = text.split(/\n|\\n/u);
  const last = lines.pop() ?? "";
  return lines.every((line) => bodyLine.test(line)) && (last.startsWith("-----") || startOfLine.test(last));
}

/** A run of base64 as no sentence has it, of as many signs as no filler has. */
function isKeyBody(body: string): boolean {
  const run = /[A-Za-z0-9+/=]{20,}/u.exec(body.replace(/\\[nr]/gu, "\n"))?.[0] ?? "";
  return new Set(run).size >= 10;
}
