import type { SecretDetector } from "./detector.ts";
import { markerOf, type SecretMatch } from "./match.ts";
import { openKeyAt } from "./private-keys.ts";
import { wideEnd } from "./wide.ts";

/** Takes bytes as they come and gives back what may be shown of them by now. */
export interface ByteFilter {
  readonly push: (chunk: Buffer) => Buffer;
  /** What is left when no more comes. */
  readonly end: () => Buffer;
}

/** The same for secrets; tells their kinds. */
export interface StreamRedactor extends ByteFilter {
  readonly found: () => readonly string[];
}

/** What was shown last, in which a secret may have its name or its beginning. */
const mostContext = 2048;
/** Of an unfinished word, address or line. */
const mostHeld = 8192;

/**
 * Redacts a stream: whatever its pieces are, no secret gets through in two halves. Of what came last only that is held back which
 * can still be a secret's beginning: a word, an address or a key that has not ended. Bytes stay what they are.
 */
export function createStreamRedactor(detector: SecretDetector): StreamRedactor {
  let context = "";
  let held = "";
  const kinds = new Set<string>();
  const show = (upTo: (text: string) => number): Buffer => {
    const text = context + held;
    const matches = detector.match(text);
    for (const { kind } of matches) kinds.add(kind);
    const from = context.length;
    const end = settledEnd(matches, from, Math.max(from, upTo(text)));
    const shown = redactPart(text, matches, { from, end });
    context = text.slice(Math.max(0, end - mostContext), end);
    held = text.slice(end);
    return Buffer.from(shown, "latin1");
  };
  return {
    push: (chunk) => {
      held += chunk.toString("latin1");
      return show((text) => heldFrom(text, detector.wide));
    },
    end: () => show((text) => text.length),
    found: () => [...kinds],
  };
}

/** Nothing ends within a secret, unless it is longer than anything that is held back. */
function settledEnd(matches: readonly SecretMatch[], from: number, end: number): number {
  const cut = matches.find((match) => match.start < end && end < match.end);
  return cut === undefined || cut.start < from || cut.end - cut.start > mostHeld ? end : cut.start;
}

interface Bounds {
  readonly from: number;
  readonly end: number;
}

function redactPart(text: string, matches: readonly SecretMatch[], { from, end }: Bounds): string {
  const parts: string[] = [];
  let copied = from;
  for (const match of matches) {
    if (match.end <= from || match.start >= end) continue;
    parts.push(text.slice(copied, Math.max(copied, match.start)), markerOf(match));
    copied = Math.min(match.end, end);
  }
  return parts.length === 0 ? text.slice(from, end) : parts.join("") + text.slice(copied, end);
}

/** Where what can still be a secret's beginning begins. */
function heldFrom(text: string, wide: boolean): number {
  const run = wideEnd(text);
  return run === undefined ? heldFromSigns(text, wide) : run.start + run.width * heldFromSigns(run.text, wide);
}

function heldFromSigns(text: string, wide: boolean): number {
  const tail = text.length - mostHeld;
  const start = Math.max(0, tail);
  const last = text.slice(start);
  const unfinished = wide ? last.lastIndexOf("\n") + 1 : beginningOf(last);
  return Math.min(start + unfinished, openKeyAt(text) ?? text.length);
}

/** In the end of a text: an address with its scheme, or a word with a letter or a digit in it. */
function beginningOf(last: string): number {
  const address = last.indexOf("://", backOver(last, last.length, isAddressSign));
  const at = backOver(last, address === -1 ? last.length : address, isTokenSign);
  return address === -1 && !/[A-Za-z0-9]/u.test(last.slice(at)) ? last.length : at;
}

function backOver(text: string, from: number, belongs: (code: number) => boolean): number {
  let at = from;
  while (at > 0 && belongs(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** No blank, no quote and no angle. */
function isAddressSign(code: number): boolean {
  return code > 32 && code !== 34 && code !== 39 && code !== 60 && code !== 62;
}

function isTokenSign(code: number): boolean {
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return isLetter || (code >= 43 && code <= 57 && code !== 44) || code === 61 || code === 95 || code === 126;
}
