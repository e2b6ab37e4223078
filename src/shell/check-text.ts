import { limits } from "./limits.ts";
import type { ShellProblem } from "./shell-problem.ts";

const opening = new Set("({[");
const closing = new Set(")}]");

/** Decodes the bytes of a script; `undefined` for what is not UTF-8. A byte order mark is kept: bash would run it. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** What must hold before the parser sees the text; linear, and cheap on the longest text. */
export function checkText(text: string): ShellProblem | undefined {
  if (isTooLong(text)) {
    return { code: "shell/too-long", at: { start: 0, end: 0 }, text: `more than ${limits.bytes} bytes` };
  }
  return checkCharacters(text) ?? checkHereDocs(text) ?? checkDepth(text);
}

/** Some characters are lost on their way to a program: what it gets would not be what was read. */
export function checkCharacters(text: string): ShellProblem | undefined {
  const nul = text.indexOf("\0");
  if (nul !== -1) return { code: "shell/not-text", at: { start: nul, end: nul + 1 }, text: "a NUL character" };
  if (text.isWellFormed()) return undefined;
  return { code: "shell/not-text", at: { start: 0, end: text.length }, text: "half of a surrogate pair" };
}

/** Bodies that are still to come cost the parser more than their share. */
function checkHereDocs(text: string): ShellProblem | undefined {
  let count = 0;
  for (let at = text.indexOf("<<"); at !== -1; at = text.indexOf("<<", at + 2)) {
    count += 1;
    if (count > limits.hereDocs)
      return { code: "shell/too-deep", at: { start: at, end: at + 2 }, text: "too many here-documents" };
  }
  return undefined;
}

function isTooLong(text: string): boolean {
  if (text.length * 3 <= limits.bytes) return false;
  return text.length > limits.bytes || new TextEncoder().encode(text).length > limits.bytes;
}

/** Counts brackets without knowing about quotes: so many unclosed ones are not worth knowing better. */
function checkDepth(text: string): ShellProblem | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (opening.has(char)) depth += 1;
    else if (depth > 0 && closing.has(char)) depth -= 1;
    if (depth > limits.depth) {
      return { code: "shell/too-deep", at: { start: index, end: index + 1 }, text: "nested too deep" };
    }
  }
  return undefined;
}
