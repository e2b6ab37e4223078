import type { Action } from "../base/index.ts";

export function isInHome(word: string, home: string): boolean {
  return word === home || word.startsWith(`${home}/`);
}

/** A command with the words that a rule would have for it; its first word and what its words name stay. */
export function spelledInHome(action: Action, home: string): Action {
  if (action.kind !== "exec" && action.kind !== "builtin") return action;
  const words = action.words.map((word, index) =>
    index > 0 && word.kind === "static" && isInHome(word.value, home)
      ? { ...word, value: `~${word.value.slice(home.length)}` }
      : word,
  );
  return { ...action, words };
}
