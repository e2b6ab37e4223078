import type { ParsedScript } from "unbash";
import { claudeCodeFrame } from "./frame-claude-code.ts";
import { codexFrame } from "./frame-codex.ts";
import { geminiFrame } from "./frame-gemini.ts";
import type { Frame } from "./frame.ts";
import { parseBash } from "./parse-bash.ts";

const frames: readonly ((script: ParsedScript, source: string) => Frame | undefined)[] = [
  claudeCodeFrame,
  codexFrame,
  geminiFrame,
];

/** Without one of these there is no need to parse. */
const hallmarks = ["pwd -P >|", "exec '", "exit $__code"];

/**
 * Recognises the text that a known client puts around each command, by its syntax tree. Only the exact shapes count: a frame
 * holds nothing but known harmless commands, so imitating one gains nothing; anything else is judged as a whole.
 */
export function unwrapFrame(text: string): Frame | undefined {
  if (!hallmarks.some((hallmark) => text.includes(hallmark))) return undefined;
  const checked = parseBash(text);
  if (!checked.ok) return undefined;
  for (const frame of frames) {
    const found = frame(checked.script, text);
    if (found !== undefined) return found;
  }
  return undefined;
}
