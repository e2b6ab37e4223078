import type { Span } from "./span.ts";

/** Where a value is written: a word of the source, and how many characters of that word's value come first. */
export interface Written {
  readonly at: Span;
  readonly skip: number;
}

/** A word whose value is known before anything runs: quotes removed, brace and ANSI-C forms expanded. */
interface StaticWord {
  readonly kind: "static";
  readonly value: string;
  readonly at: Span;
  /** For a part of a word, and for one of several words that braces make, which `at` does not show. */
  readonly within?: Written;
}

/** What decides whether a word starts with a dash when it begins with something that only exists at run time. */
export interface WordStart {
  /** Variables whose values may come first; `name#` for a value that loses its own start. */
  readonly names: readonly string[];
  /** True when a dash follows as soon as none of these variables holds anything. */
  readonly dash: boolean;
}

/** A word that only exists at run time. */
interface OpaqueWord {
  readonly kind: "opaque";
  /** The source text, for messages. */
  readonly text: string;
  /** The literal text that the value certainly starts with; empty when nothing is known. */
  readonly prefix: string;
  /** True when the value may become several words or none: unquoted expansions and globs. */
  readonly splits: boolean;
  /** True when only a pattern (`*.c`) makes it opaque, so that it names existing files. */
  readonly glob: boolean;
  /** Absent where a literal text comes first. */
  readonly start?: WordStart;
  readonly at: Span;
  readonly within?: Written;
}

export type Word = StaticWord | OpaqueWord;

/** Words that take the place of what is written: none take it away, an empty span is a place before a word. */
export interface WordEdit {
  /** In a text; of a program that was given as words the word's index, and the next one. */
  readonly at: Span;
  readonly words: readonly string[];
}
