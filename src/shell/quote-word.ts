import { quote } from "shell-quote";

/** Words that mean something unquoted at the start of a command. */
const reserved = new Set(
  "! [[ ]] case coproc do done elif else esac fi for function if in select then time until while".split(" "),
);

/** Spells a value as one word of bash that has exactly this value, whatever its bytes. */
export function quoteWord(value: string): string {
  return reserved.has(value) ? `'${value}'` : quote([value]);
}
