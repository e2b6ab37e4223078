/** One family of variables that change what runs. */
export interface EnvRule {
  /** Names, separated by spaces; `*` stands for any run of characters. */
  readonly names: string;
  /** True when no value changes anything, for names that a wider family would hold. */
  readonly free?: boolean;
  /** Values that change nothing after all. */
  readonly except?: RegExp;
  /** Commands for which a prefix assignment changes nothing. */
  readonly exceptFor?: readonly string[];
  /** The only programs that read it, where the same name is for many others a word of their own. */
  readonly onlyFor?: readonly string[];
}

/** A value made of nothing but these words, blanks between them. No word is empty: then there is one way to match only. */
export function onlyWords(word: string): RegExp {
  return new RegExp(`^\\s*(?:(?:${word})(?:\\s+|$))*$`, "u");
}
