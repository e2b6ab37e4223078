import type { Action, Word } from "../base/index.ts";

/** The narrowest rule worth writing that would allow an action: `Bash(git push:*)`, `Write(//tmp/x)`. */
export function adviseRule(action: Action): string | undefined {
  switch (action.kind) {
    case "exec":
      return adviseCommand(action.words, action.form.sub);
    case "builtin":
      return `Bash(${action.words.map(textOf).join(" ")})`;
    case "read":
      return action.path.kind === "static" ? `Read(${rulePath(action.path.path)})` : undefined;
    case "write":
      return action.path.kind === "static" ? `Write(${rulePath(action.path.path)})` : undefined;
    case "connect":
      return action.host;
    case "assign":
    case "opaque":
      return undefined;
  }
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

/** A path as path rules spell it. */
export function rulePath(path: string): string {
  if (path.startsWith("~")) return path;
  return path.startsWith("/") ? `/${path}` : `./${path.replace(/^(?:\.\/)+/u, "")}`;
}
