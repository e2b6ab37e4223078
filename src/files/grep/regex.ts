import { RRegex } from "rregex";
import { done, failed, type Tried } from "../fault.ts";
import type { Query } from "./query.ts";

/** A pattern, ready to be asked. Its memory is not the garbage collector's. */
export interface Regex extends Disposable {
  readonly isMatch: (text: string) => boolean;
  /** All matches, none overlapping, as offsets in bytes of the text in UTF-8. */
  readonly findAll: (text: string) => readonly Span[];
  /** The first match at or behind an offset in bytes. */
  readonly findAt: (text: string, from: number) => Span | undefined;
}

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The engine that ripgrep searches with, for machines without one: its time grows with the text, whatever the pattern. */
export function compileRegex({ pattern, caseless, multiline }: Query): Tried<Regex> {
  try {
    const regex = new RRegex(`(?m${caseless ? "i" : ""}${multiline ? "s" : ""})${pattern}`);
    return done({
      isMatch: (text) => regex.isMatch(text),
      findAll: (text) => regex.findAll(text),
      findAt: (text, from) => regex.findAt(text, from),
      [Symbol.dispose]: () => regex.free(),
    });
  } catch (error) {
    // A pattern that can't be one is an error of the engine's own; anything else has no message of that form.
    const said = error instanceof Error ? error.message : String(error);
    const why = /^error: (?<why>.*)/mu.exec(said)?.groups?.["why"] ?? /^Compiled regex exceeds.*/u.exec(said)?.[0];
    if (why === undefined) throw error;
    return failed("file/bad-input", `\`pattern\` is no regular expression: ${why.replace(/\.$/u, "")}`);
  }
}
