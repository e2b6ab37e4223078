import type { ScannedOption } from "./scan-options.ts";

/** True when the options ask for something about the operands or send the result elsewhere, and none of them changes the operands. */
export function onlyAsks(options: readonly ScannedOption[]): boolean {
  const has = (tag: string): boolean => options.some(({ spec }) => spec?.tags.has(tag) === true);
  return has("q") && !has("i");
}
