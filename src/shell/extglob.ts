import { type Command, forEachChild, type ParsedScript, type SyntaxNode } from "unbash";
import type { Word } from "../base/index.ts";

/**
 * Offset from which extended patterns are read: bash parses whole lists, so an option changes what stands on a line of
 * its own behind the list that sets it. Where that list does not set it in the end, bash refuses the patterns, so that it is enough that it may.
 */
export function extglobFrom(script: ParsedScript, source: string): number {
  if (!/extglob|\bsource\b|\.\s|\beval\b/u.test(source)) return Infinity;
  let set = false;
  for (const [index, { command }] of script.commands.entries()) {
    set ||= maySet(command);
    const next = script.commands[index + 1];
    if (set && next !== undefined && source.slice(command.end, next.pos).includes("\n")) return next.pos;
  }
  return Infinity;
}

/** What these hold is run by a shell of its own. */
const otherShells: ReadonlySet<SyntaxNode["type"]> = new Set([
  "Subshell",
  "CommandExpansion",
  "ProcessSubstitution",
  "Coproc",
]);

function maySet(node: SyntaxNode): boolean {
  if (otherShells.has(node.type)) return false;
  if (node.type === "Command") return setsExtglob(node);
  let found = false;
  forEachChild(node, (child) => {
    found ||= maySet(child);
  });
  return found;
}

/** By itself, behind `builtin` or `command`, in a text for `eval`, or in a file that nobody has read. */
function setsExtglob({ name, suffix }: Command): boolean {
  const words = [name, ...suffix].flatMap((word) => (word?.type === "Word" ? [word.value] : []));
  const start = words.findIndex((word) => word !== "builtin" && word !== "command" && word !== "--");
  const [command, ...rest] = words.slice(start);
  if (command === "source" || command === ".") return true;
  if (command === "eval") return rest.some((word) => /[$`]/u.test(word)) || isSetIn(rest.join(" ").split(/[\s'"]+/u));
  return command === "shopt" && isSetIn(words);
}

function isSetIn(words: readonly string[]): boolean {
  return words.includes("extglob") && words.some((word) => /^-[opqu]*s/u.test(word));
}

/** `bash -O extglob -c TEXT`. */
export function asksForExtglob(words: readonly Word[]): boolean {
  return words.some((word, index) => {
    const before = words[index - 1];
    return word.kind === "static" && word.value === "extglob" && before?.kind === "static" && before.value === "-O";
  });
}
