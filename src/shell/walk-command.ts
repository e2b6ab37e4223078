import type { Assignment, Command, CommandArgument, Redirection, Word as SourceWord } from "unbash";
import type { EnvChange, Word } from "../base/index.ts";
import { emitAssign } from "./emit-assign.ts";

import { extend, remember } from "./environment.ts";
import { type Flow, type Folders, staying } from "./folders.ts";
import { isOptionWithFile } from "./misread.ts";
import { readSingleWord, readWord, substitutedFolder } from "./read-word.ts";
import { runWords } from "./run-words.ts";
import { certainRegion, type Place, type Tape } from "./tape.ts";
import { walkRedirect } from "./walk-redirects.ts";
import { walkAssignment, walkWord } from "./walk-words.ts";

/** Reads a simple command: what its words expand, its redirections, its assignments, then the command itself. */
export function walkCommand(tape: Tape, place: Place, node: Command, folders: Folders): Flow {
  noteAssociative(tape, place, node);
  const stdin = walkItems(tape, place, node, folders);
  const here: Place = { ...place, stdin };
  const changes = node.prefix.filter((item) => item.type === "Assignment").map(changeOf);
  const words =
    node.name === undefined ? [] : [...readArgument(place, node.name), ...argumentWords(place, node.suffix)];
  const [command] = words;
  const name = command?.kind === "static" ? command.value : undefined;
  const scope = command === undefined ? "shell" : "prefix";
  for (const change of changes) emitAssign(tape, here, { change, scope, command: name });
  if (command === undefined) {
    for (const change of changes) remember(tape, change);
    return staying(folders);
  }
  return runWords(tape, here, { words, env: extend(tape.env, changes), folders, finds: "functions" });
}

/** Everything that is expanded on the way, in the order of the source; returns the standard input. */
function walkItems(tape: Tape, place: Place, node: Command, folders: Folders): Place["stdin"] {
  let { stdin } = place;
  const items: readonly (CommandArgument | Redirection)[] =
    node.name === undefined ? [...node.prefix, ...node.suffix] : [...node.prefix, node.name, ...node.suffix];
  for (const item of items) {
    if (item.type === "Word") walkWord(tape, place, item, folders);
    else if (item.type === "Assignment") walkAssignment(tape, place, item, folders);
    else stdin = walkRedirect(tape, place, item, folders) ?? stdin;
  }
  return stdin;
}

/** `declare -A m` comes before its own keys are read. */
function noteAssociative(tape: Tape, place: Place, { name, suffix, pos }: Command): void {
  if (name === undefined || !/^(?:declare|typeset|local|readonly)$/u.test(name.text)) return;
  if (!suffix.some((item) => item.type === "Word" && /^-[a-zA-Z]*A/u.test(item.text))) return;
  for (const item of suffix) {
    if (item.type === "Assignment") tape.associative.set(item.name, certainRegion({ ...place, certain: true }, pos));
    if (item.type === "Word") tape.associative.set(item.text, certainRegion({ ...place, certain: true }, pos));
  }
}

function changeOf(node: Assignment): EnvChange {
  return { name: node.name, value: valueOf(node), at: { start: node.pos, end: node.end } };
}

/** What is assigned; added text and arrays make a value that is not known from here. */
function valueOf(node: Assignment): Word {
  const at = { start: node.value.pos, end: node.value.end };
  if (node.value.type === "Word" && node.append !== true && node.index === undefined) {
    const value = readSingleWord(node.value);
    return value.kind === "opaque" ? { ...value, splits: false, glob: false } : value;
  }
  return { kind: "opaque", text: node.text, prefix: "", splits: false, glob: false, at };
}

const positional = /^(?<quote>"?)\$(?:(?<plain>[1-9@])|\{(?<braced>[1-9@])\})\k<quote>$/u;

/** A word as bash sees it; `"$@"` and `"$1"` are what the function was called with. */
function readArgument(place: Place, word: SourceWord): readonly Word[] {
  if (place.args === undefined || word.parts === undefined) return readWord(word);
  const found = positional.exec(word.text)?.groups;
  const name = found?.["plain"] ?? found?.["braced"];
  if (name === undefined) return readWord(word);
  const known = knownArguments(place.args.words, name, found?.["quote"] === '"');
  const at = { start: word.end, end: word.end };
  return known?.map((argument) => ({ ...argument, at })) ?? readWord(word);
}

function knownArguments(words: readonly Word[], name: string, quoted: boolean): readonly Word[] | undefined {
  const chosen = name === "@" ? words : words.slice(Number(name) - 1, Number(name));
  if (name !== "@" && words.slice(0, Number(name)).some((word) => word.kind === "opaque" && word.splits))
    return undefined;
  if (quoted)
    return chosen.length === 0 && name !== "@" ? [{ kind: "static", value: "", at: { start: 0, end: 0 } }] : chosen;
  const plain = chosen.every((word) => word.kind === "static" && /^[\w./:@%+,-]+$/u.test(word.value));
  return plain ? chosen : undefined;
}

/** Arguments as words; `A=1` after `export` is a word to the builtin as well. */
function argumentWords(place: Place, suffix: Command["suffix"]): readonly Word[] {
  const words: Word[] = [];
  for (const [index, item] of suffix.entries()) {
    const before = suffix[index - 1];
    if (item.type === "Assignment") words.push(assignmentWord(item));
    else if (item.type !== "Word") continue;
    else if (before?.type === "Word" && before.end === item.pos && isOptionWithFile(before, item)) {
      words.pop();
      const at = { start: item.end, end: item.end };
      const prefix = before.text + substitutedFolder;
      words.push({ kind: "opaque", text: before.text + item.text, prefix, splits: false, glob: false, at });
    } else words.push(...readArgument(place, item));
  }
  return words;
}

function assignmentWord(node: Assignment): Word {
  const at = { start: node.pos, end: node.end };
  const head = node.text.slice(0, node.value.pos - node.pos);
  const text = node.text;
  if (node.value.type !== "Word" || /[\\"'$`]/u.test(head)) {
    const prefix = /^[A-Za-z0-9_]*(?:\+?=)?/u.exec(head)?.[0] ?? "";
    return { kind: "opaque", text, prefix, splits: false, glob: false, at };
  }
  const value = readSingleWord(node.value);
  if (value.kind === "static") return { kind: "static", value: head + value.value, at };
  return { kind: "opaque", text, prefix: head + value.prefix, splits: false, glob: false, at };
}
