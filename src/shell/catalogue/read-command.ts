import type { CommandForm, OptionUse, Word } from "../../base/index.ts";
import type { CommandReading, InnerCommand } from "./command-reading.ts";
import { findRow } from "./find-row.ts";
import { type Findings, mergeFindings, type ScannedCommand } from "./findings.ts";
import { grammarOf } from "./grammar.ts";
import { readOperands } from "./read-operands.ts";
import { folderOf, readOptions } from "./read-options.ts";
import { readUnknown } from "./read-unknown.ts";
import { opaqueWord } from "./readers/open-command.ts";
import { readers } from "./readers/readers.ts";
import type { ScannedOption } from "./scan-options.ts";
import { type ScannedSubs, scanSubs } from "./scan-subs.ts";
import { sameOperandsOf } from "./same-operands.ts";
import { usualWords } from "./second-names.ts";
import { impliedWord } from "./word-parts.ts";

/**
 * Reads one simple command: what its options and operands are, which files and hosts it touches, what it would run
 * itself. Total: an unknown program, an opaque name or no words at all give an unknown reading. Words that the source does not spell
 * (an implied `.`, a part of a quoted word) have an empty span.
 */
export function readCommand(words: readonly Word[]): CommandReading {
  const [command] = words;
  if (command === undefined || command.kind === "opaque") return readUnknown("", words);
  const name = command.value.slice(command.value.lastIndexOf("/") + 1);
  const row = findRow(name);
  if (row === undefined) return readSecondName(name, words);
  const reader = row.reader === undefined ? undefined : readers[row.reader];
  const scanned = scanSubs(reader?.before?.(words) ?? words, row);
  return readScanned(name, words, scanned);
}

/** A program without a row, which may be one with a row by another name: then that is looked at for refusals. */
function readSecondName(name: string, words: readonly Word[]): CommandReading {
  const reading = readUnknown(name, words);
  const inner = underUsualName(name, words);
  return inner === undefined ? reading : { ...reading, wrapper: "deny-only", inner: [inner] };
}

function underUsualName(name: string, words: readonly Word[]): InnerCommand | undefined {
  const usual = usualWords(name)?.map((part) => impliedWord(part, words[0]));
  return usual && { kind: "words", words: [...usual, ...words.slice(1)], env: [], open: false };
}

function readScanned(name: string, words: readonly Word[], scanned: ScannedSubs): CommandReading {
  const { row, globals, options, operands, sub, dashes } = scanned;
  const grammar = grammarOf(row);
  const from = folderOf([...globals, ...options]);
  const command: ScannedCommand = { name, row, words, sub, options, operands, dashes, from };
  let findings = mergeFindings(readOptions(globals, undefined), readOptions(options, from));
  findings = mergeFindings(findings, readOperands(command, grammar));
  for (const reader of scanned.readers) {
    const after = readers[reader].after;
    if (after !== undefined)
      findings = mergeFindings(findings, after({ ...command, options: [...globals, ...options] }));
  }
  const usual = underUsualName(name, words);
  if (usual !== undefined)
    findings = { ...findings, wrapper: findings.wrapper ?? "deny-only", inner: [...findings.inner, usual] };
  if (findings.noCommand === true) findings = { ...findings, inner: [] };
  if (grammar.style.has("remote")) findings = { ...findings, inner: findings.inner.map(placed) };
  return { form: formOf(command, scanned, findings), ...effectsOf(command, scanned, { findings, from }) };
}

/** The program's own rule is about what it runs on the other machine. */
function placed(command: InnerCommand): InnerCommand {
  return command.kind === "stdin" || command.option === undefined ? command : { ...command, here: true };
}

function startsHere(command: InnerCommand): boolean {
  return command.kind !== "stdin" && command.here === true;
}

function hasEffect({ spec }: ScannedOption): boolean {
  return spec === undefined || !spec.safe;
}

/** Tags of a global option with which the sub-command may mean something else. */
const alteringTags = ["@", "!", "x", "xs", "sh"];

function formOf(command: ScannedCommand, scanned: ScannedSubs, findings: Findings): CommandForm {
  const { globals, options, operands, sub, row } = scanned;
  const hidesOption = scanned.hides || findings.hides === true;
  const seemsReadOnly = isReadOnly(scanned, findings);
  const effective = globals.filter(hasEffect);
  return {
    name: command.name,
    known: true,
    sub,
    globals: globals.filter((option) => !hasEffect(option)).map(plainOption),
    alteringGlobals: effective.some(({ spec }) => spec === undefined || alteringTags.some((tag) => spec.tags.has(tag))),
    options: [...(findings.options ?? [...effective, ...options].map(plainOption)), ...(findings.extraOptions ?? [])],
    operands: findings.operands ?? operands,
    readOnly: seemsReadOnly && !hidesOption,
    seemsReadOnly,
    hidesOption,
    ...(findings.unread === true && { unread: true }),
    sameOperands: row.sameRoot === true ? sameOperandsOf(operands) : [],
  };
}

function isReadOnly({ row, options, operands, unknownSub }: ScannedSubs, findings: Findings): boolean {
  const { readOnly } = row;
  if (readOnly === undefined || readOnly === false || unknownSub || !findings.safe) return false;
  if (findings.inner.length > 0 || findings.hosts.length > 0) return false;
  if (findings.files.some((file) => file.access === "write")) return false;
  if (readOnly === true) return true;
  return operands.length <= readOnly || options.some(({ spec }) => spec?.tags.has("q") === true);
}

function effectsOf(
  { row, words }: ScannedCommand,
  scanned: ScannedSubs,
  { findings, from }: { readonly findings: Findings; readonly from: Word | undefined },
): Omit<CommandReading, "form"> {
  const { files, hosts } = findings;
  const wraps = !findings.inner.every(startsHere);
  const wrapper = wraps ? ("wrapper" in findings ? findings.wrapper : row.wrapper) : undefined;
  return { wrapper, inner: innerOf({ ...scanned, words }, { findings, wrapper, from }), files, hosts };
}

/** What is started, as far as the options let anyone tell. */
function innerOf(
  { options, words }: { readonly options: readonly ScannedOption[]; readonly words: readonly Word[] },
  {
    findings,
    wrapper,
    from,
  }: { readonly findings: Findings; readonly wrapper: CommandReading["wrapper"]; readonly from: Word | undefined },
): readonly InnerCommand[] {
  const { inner } = findings;
  if (inner.length === 0) return inner;
  // an option that nobody knows may take the next word: then another word is the command
  const odd = options.some(({ spec }) => spec === undefined || spec.tags.has("!"));
  const unsure =
    wrapper === "transparent" && findings.wrapper === undefined && odd && inner.some(({ kind }) => kind === "words");
  const known = inner.map((command) => (wrapper === undefined || startsHere(command) ? nameless(command) : command));
  const all = unsure ? [...known, unknownCommand(words.at(-1))] : known;
  return from === undefined ? all : all.map((command) => (command.kind === "stdin" ? command : { ...command, from }));
}

/** Text that only exists at run time is granted by a shell's rule, or by a wrapper's own: elsewhere it is a command like any other. */
function nameless(command: InnerCommand): InnerCommand {
  if (command.kind !== "text" || command.text.kind === "static") return command;
  const option = command.option === undefined ? {} : { option: command.option };
  return { kind: "words", words: [command.text], env: [], open: false, here: startsHere(command), ...option };
}

function unknownCommand(near: Word | undefined): InnerCommand {
  const end = near?.at.end ?? 0;
  return { kind: "words", words: [opaqueWord("", { start: end, end })], env: [], open: false };
}

function plainOption({ name, value }: OptionUse): OptionUse {
  return value === undefined ? { name } : { name, value };
}
