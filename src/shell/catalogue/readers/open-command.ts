import type { EnvChange, Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";

/** A command to which words are added at run time; a name that holds the placeholder only exists then. */
export function openCommand(
  words: readonly Word[],
  placeholder: string | undefined,
  env: readonly EnvChange[] = [],
): InnerCommand | undefined {
  const [name, ...rest] = words;
  if (name === undefined) return undefined;
  const made = placeholder !== undefined && name.kind === "static" && name.value.includes(placeholder);
  return { kind: "words", words: made ? [opaqueWord(name.value, name.at), ...rest] : words, env, open: true };
}

/** A word nobody knows: data of the run. */
export function opaqueWord(text: string, at: Word["at"]): Word {
  return { kind: "opaque", text, prefix: "", splits: false, glob: false, at };
}
