import type { CommandForm, OptionUse, Word } from "../../base/index.ts";
import type { CommandReading } from "./command-reading.ts";
import { findRow } from "./find-row.ts";
import { type Findings, mergeFindings, type ScannedCommand } from "./findings.ts";
import { grammarOf } from "./grammar.ts";
import { readOperands } from "./read-operands.ts";
import { folderOf, readOptions } from "./read-options.ts";
import { readUnknown } from "./read-unknown.ts";
import { readers } from "./readers/readers.ts";
import type { ScannedOption } from "./scan-options.ts";
import { type ScannedSubs, scanSubs } from "./scan-subs.ts";
import { sameOperandsOf } from "./same-operands.ts";

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
  if (row === undefined) return readUnknown(name, words);
  const reader = row.reader === undefined ? undefined : readers[row.reader];
  const scanned = scanSubs(reader?.before?.(words) ?? words, row);
  return readScanned(name, words, scanned);
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
  if (findings.noCommand === true) findings = { ...findings, inner: [] };
  return { form: formOf(command, scanned, findings), ...effectsOf(row, scanned, findings) };
}

function hasEffect({ spec }: ScannedOption): boolean {
  return spec === undefined || !spec.safe;
}

/** Tags of a global option with which the sub-command may mean something else. */
const alteringTags = ["@", "!", "x", "xs", "sh"];

function formOf(command: ScannedCommand, scanned: ScannedSubs, findings: Findings): CommandForm {
  const { globals, options, operands, sub, row } = scanned;
  const hidesOption = scanned.hides || findings.hides === true;
  const effective = globals.filter(hasEffect);
  return {
    name: command.name,
    known: true,
    sub,
    globals: globals.filter((option) => !hasEffect(option)).map(plainOption),
    alteringGlobals: effective.some(({ spec }) => spec === undefined || alteringTags.some((tag) => spec.tags.has(tag))),
    options: [...(findings.options ?? [...effective, ...options].map(plainOption)), ...(findings.extraOptions ?? [])],
    operands: findings.operands ?? operands,
    readOnly: isReadOnly(scanned, findings) && !hidesOption,
    hidesOption,
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

function effectsOf(row: ScannedSubs["row"], scanned: ScannedSubs, findings: Findings): Omit<CommandReading, "form"> {
  const { files, hosts, inner } = findings;
  return { wrapper: wrapperOf(row, scanned, findings), inner, files, hosts };
}

/** A transparent wrapper with an option that nobody knows, or that leads elsewhere, needs a rule of its own. */
function wrapperOf(row: ScannedSubs["row"], scanned: ScannedSubs, findings: Findings): CommandReading["wrapper"] {
  const wrapper = findings.wrapper ?? row.wrapper;
  if (findings.inner.length === 0) return undefined;
  if (wrapper !== "transparent" || findings.wrapper !== undefined) return wrapper;
  const odd = scanned.options.some(
    ({ spec }) => spec === undefined || spec.tags.has("cd") || (!spec.safe && spec.tags.has("!")),
  );
  return odd ? "deny-only" : "transparent";
}

function plainOption({ name, value }: OptionUse): OptionUse {
  return value === undefined ? { name } : { name, value };
}
