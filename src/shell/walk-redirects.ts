import type { HereDoc, HereString, Redirect, Redirection } from "unbash";
import type { Word } from "../base/index.ts";
import { doubt } from "./arithmetic.ts";
import { setVariable } from "./emit-assign.ts";
import type { Folders } from "./folders.ts";
import { knownInput } from "./known-output.ts";
import { pathRefs } from "./path-refs.ts";
import { readSingleWord } from "./read-word.ts";
import { emit, isElsewhere, type Place, spanIn, type Stdin, type Tape, within } from "./tape.ts";
import { walkPart, walkWord } from "./walk-words.ts";

/** Reads redirections in order; returns what the command then finds on its standard input. */
export function walkRedirects(tape: Tape, place: Place, redirects: readonly Redirection[], folders: Folders): Stdin {
  let { stdin } = place;
  for (const redirect of redirects) stdin = walkRedirect(tape, place, redirect, folders) ?? stdin;
  return stdin;
}

/** The new standard input, when this redirection is one. */
export function walkRedirect(tape: Tape, place: Place, node: Redirection, folders: Folders): Stdin | undefined {
  if (node.descriptor?.type === "FileDescriptorVariable") {
    const at = { start: node.pos, end: node.end };
    setVariable(tape, place, { name: node.descriptor.name, at, value: { kind: "digits", from: [] } });
  }
  if (node.type !== "Redirect") return walkHere(tape, place, node, folders);
  const { target, operator } = node;
  if (target === undefined) return undefined;
  walkWord(tape, place, target, folders);
  const word = readSingleWord(target);
  if (!isDuplication(tape, place, node, word)) redirectTo(tape, place, { node, word, folders });
  const input = operator.startsWith("<") && isStandardInput(node);
  const text = place.source.slice(node.pos, node.end);
  return input ? { kind: "unknown", text, at: { start: node.pos, end: node.end } } : undefined;
}

function isStandardInput({ descriptor }: Redirection): boolean {
  return descriptor === undefined || (descriptor.type === "FileDescriptor" && descriptor.value === 0);
}

function walkHere(tape: Tape, place: Place, node: HereDoc | HereString, folders: Folders): Stdin | undefined {
  if (node.type === "HereString") {
    if (node.target !== undefined) walkWord(tape, place, node.target, folders);
  } else if (node.delimiter?.quoted !== true) walkPart(tape, within(place, "heredoc"), node.body, folders);
  if (!isStandardInput(node)) return undefined;
  const text = knownInput(node);
  const spelled = place.source.slice(node.pos, node.end);
  const at = { start: node.pos, end: node.end };
  return text === undefined ? { kind: "unknown", text: spelled, at } : { kind: "text", text, at };
}

/** `2>&1`, `<&3-`, `>&"$fd"` with a number: no file is named. Only `>&word` and `1>&word` open files. */
function isDuplication(tape: Tape, place: Place, { operator, descriptor, target }: Redirect, word: Word): boolean {
  if (operator === "<&") return true;
  if (operator !== ">&") return false;
  if (descriptor !== undefined && !(descriptor.type === "FileDescriptor" && descriptor.value === 1)) return true;
  if (word.kind === "static") return /^(?:\d+-?|-)$/u.test(word.value);
  // what is not a number is expanded a second time and then opened
  const name = /^"?\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:\[[01]\])?\}?"?$/u.exec(target?.text ?? "")?.groups?.["name"];
  doubt(tape, place, { at: word.at, text: word.text, names: name === undefined ? [] : [name], needs: "digits" });
  return name !== undefined;
}

interface Target {
  readonly node: Redirect;
  readonly word: Word;
  readonly folders: Folders;
}

function redirectTo(tape: Tape, place: Place, { node, word, folders }: Target): void {
  const at = spanIn(place, node);
  if (isElsewhere(place) || connectsTo(tape, place, word, at)) return;
  for (const path of pathRefs(place, word, folders)) {
    if (node.operator.startsWith("<")) emit(tape, { kind: "read", path, deep: false, at, via: place.via });
    if (node.operator !== "<") emit(tape, { kind: "write", path, by: "redirect", at, via: place.via });
  }
  if (folders.some(({ path }) => path === undefined)) unknownFolder(tape, place, word);
}

/** A relative path after a working folder that nobody knows. */
export function unknownFolder(tape: Tape, place: Place, word: Word): void {
  const start = word.kind === "static" ? word.value : word.prefix;
  if (/^(?:\/|~(?:\/|$))/u.test(start)) return;
  const text = word.kind === "static" ? word.value : word.text;
  emit(tape, { kind: "opaque", what: "cwd", text, at: place.fixed ?? word.at, via: place.via });
}

/** bash itself opens a connection for these names. */
function connectsTo(tape: Tape, place: Place, word: Word, at: ReturnType<typeof spanIn>): boolean {
  const start = word.kind === "static" ? word.value : word.prefix;
  if (!/^\/dev\/(?:tcp|udp)\//u.test(start)) return false;
  const text = word.kind === "static" ? word.value : word.text;
  const [, , , host, port] = start.split("/");
  const certain = host !== undefined && host !== "" && (word.kind === "static" || port !== undefined);
  emit(tape, {
    kind: "connect",
    text,
    at,
    via: place.via,
    ...(certain ? { host } : {}),
    ...(word.kind === "static" && port !== undefined && /^\d+$/u.test(port) ? { port: Number(port) } : {}),
  });
  return true;
}
