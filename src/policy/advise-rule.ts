import {
  type AbsolutePath,
  type BuiltinAction,
  type Context,
  type ExecAction,
  isBeneath,
  type Word,
} from "../base/index.ts";
import { literally } from "./path-spelling.ts";

export { isSystemPath } from "./system-folders.ts";

/** The narrowest rule worth writing that would allow a command: `Bash(git push:*)`, `Bash(source ./env.sh)`. */
export function adviseRule({ kind, words, form }: ExecAction | BuiltinAction): string | undefined {
  return kind === "exec" ? adviseCommand(words, form.sub) : `Bash(${words.map(textOf).join(" ")})`;
}

function adviseCommand(words: readonly Word[], sub: readonly string[]): string | undefined {
  const [name] = words;
  if (name?.kind !== "static") return undefined;
  const first = words[1];
  const goesOn = sub.length > 0 && first?.kind === "static" && first.value === sub[0];
  return `Bash(${[name.value, ...(goesOn ? [first.value] : [])].join(" ")}:*)`;
}

function textOf(word: Word): string {
  return word.kind === "static" ? word.value : word.text;
}

/** A path as path rules spell it, and no other: from the project, from the home folder, or from the root. */
export function rulePath(path: AbsolutePath, { home, projectRoot }: Pick<Context, "home" | "projectRoot">): string {
  if (isBeneath(path, projectRoot)) return `./${literally(path.slice(projectRoot.length + 1))}`;
  return isBeneath(path, home) ? `~/${literally(path.slice(home.length + 1))}` : `/${literally(path)}`;
}
