import type { Command, HereDoc, HereString, ParsedScript, PipelineNode } from "unbash";
import { readSingleWord, readWord } from "./read-word.ts";

/** The words of a simple command when every one of them is static and nothing else stands beside them. */
function staticWords(node: Command): readonly string[] | undefined {
  if (node.name === undefined || node.prefix.length > 0) return undefined;
  const words: string[] = [];
  for (const item of [node.name, ...node.suffix]) {
    if (item.type !== "Word") return undefined;
    for (const word of readWord(item)) {
      if (word.kind === "opaque") return undefined;
      words.push(word.value);
    }
  }
  return words;
}

/** What a command certainly prints: `echo` and `printf` of static words, `cat` of a here-document. */
export function knownOutput(node: PipelineNode, isFunction: (name: string) => boolean): string | undefined {
  if (node.type !== "Command" || node.name === undefined || isFunction(node.name.value)) return undefined;
  const [only] = node.suffix;
  if (node.name.text === "cat" && node.suffix.length === 1 && only !== undefined) {
    return only.type === "HereDoc" || only.type === "HereString" ? knownInput(only) : undefined;
  }
  const words = staticWords(node);
  if (words?.[0] === "echo") return knownEcho(words.slice(1));
  return words?.[0] === "printf" ? knownPrintf(words.slice(1)) : undefined;
}

function knownEcho(words: readonly string[]): string | undefined {
  const first = words[0] ?? "";
  if (first === "-n") return words.slice(1).some((word) => word.startsWith("-")) ? undefined : words.slice(1).join(" ");
  if (/^-[neE]+$/u.test(first)) return undefined;
  return `${words.join(" ")}\n`;
}

function knownPrintf(words: readonly string[]): string | undefined {
  const [format, ...values] = words[0] === "--" ? words.slice(1) : words;
  if (format === "%s" || format === "%s\\n" || format === "%s\n") {
    const end = format === "%s" ? "" : "\n";
    return values.length === 0 ? end : values.map((value) => value + end).join("");
  }
  if (format === undefined || format.startsWith("-") || format.includes("%")) return undefined;
  const text = format.replaceAll("\\n", "\n");
  return text.includes("\\") ? undefined : text;
}

/** The text of a here-document or here-string when nothing in it is expanded. */
export function knownInput(node: HereDoc | HereString): string | undefined {
  if (node.type === "HereString") {
    const word = node.target === undefined ? undefined : readSingleWord(node.target);
    return word?.kind === "static" && !word.value.startsWith("~") ? `${word.value}\n` : undefined;
  }
  const { body, delimiter, operator } = node;
  const text = operator === "<<-" ? body.text.replaceAll(/^\t+/gmu, "") : body.text;
  if (delimiter?.quoted === true) return text;
  if (body.parts?.some((part) => part.type !== "Literal") === true) return undefined;
  return text.replaceAll(/\\([$`\\\n])/gu, (_, char: string) => (char === "\n" ? "" : char));
}

/** Commands whose output is a number, by their static words. */
const printsNumber: ReadonlyMap<string, (words: readonly string[]) => boolean> = new Map([
  ["date", (words: readonly string[]) => words.some((word) => /^\+(?:%[smdHMSYjNy])+$/u.test(word))],
  ["wc", (words: readonly string[]) => words.length === 2 && /^-[lwcm]$/u.test(words[1] ?? "")],
  ["nproc", (words: readonly string[]) => words.length === 1],
  ["id", (words: readonly string[]) => words.length === 2 && /^-[ug]$/u.test(words[1] ?? "")],
  ["tput", (words: readonly string[]) => words[1] === "cols" || words[1] === "lines"],
  ["seq", (words: readonly string[]) => words.slice(1).every((word) => /^-?\d+$/u.test(word))],
  ["pgrep", (words: readonly string[]) => words[1] === "-c"],
  ["grep", (words: readonly string[]) => words[1] === "-c" && words.length <= 4],
]);

/** True when a substitution can only give digits: `$(wc -l < f)`, `$(date +%s)`. */
export function givesNumber(script: ParsedScript | undefined, isFunction: (name: string) => boolean): boolean {
  const command = script?.commands.length === 1 ? script.commands[0]?.command : undefined;
  const last = command?.type === "Pipeline" ? command.commands.at(-1) : command;
  if (last?.type !== "Command" || last.name === undefined || isFunction(last.name.value)) return false;
  const words: string[] = [];
  for (const item of [last.name, ...last.suffix]) {
    if (item.type === "Redirect") continue;
    if (item.type !== "Word") return false;
    const [word, ...more] = readWord(item);
    if (word === undefined || more.length > 0) return false;
    // what is searched for does not matter, only that it is one word
    if (word.kind === "opaque" && (word.splits || words[0] !== "grep")) return false;
    words.push(word.kind === "static" ? word.value : "-");
  }
  if (words[0] === "echo") return words.length === 2 && /^-?\d+$/u.test(words[1] ?? "");
  return printsNumber.get(words[0] ?? "")?.(words) ?? false;
}
