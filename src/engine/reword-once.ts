import type { BuiltinAction, Context, ExecAction, Span, Word, WordEdit } from "../base/index.ts";
import { type CompiledPolicy, findStripped, findWrapped, isInText, type Unsure } from "../policy/index.ts";
import {
  editArgv,
  editedWords,
  editText,
  isBuiltin,
  ownPlace,
  placeOf,
  quoteWord,
  type Reading,
  stripOptions,
} from "../shell/index.ts";
import type { Respelled } from "./respell.ts";

/** What a profile wants done to commands. */
export type Rewording = CompiledPolicy["rewordings"][number];

/** A command as text, or as the words of one program. */
export type Source = { readonly text: string } | { readonly argv: readonly string[] };

export interface Rewordable {
  readonly source: Source;
  readonly reading: Reading;
}

export interface RewordingHost {
  readonly read: (source: Source) => Reading;
  readonly contextOf: (reading: Reading) => Context;
  /** What the profile's rewordings put before programs. */
  readonly wraps: readonly (readonly string[])[];
}

/** One half of a rewording. */
export interface Step {
  readonly rewording: Rewording;
  readonly part: "strip" | "wrap";
}

export interface Doubt {
  readonly kind: "unsure";
  readonly why: Unsure;
  readonly subject: string;
  readonly at: Span | undefined;
}

interface Changed extends Rewordable {
  readonly kind: "changed";
  readonly respelled: readonly Respelled[];
}

/** Does one step to every command that it is about. What comes of it is read again, and must be what was meant. */
export function rewordOnce(asked: Rewordable, step: Step, host: RewordingHost): Changed | Doubt | { kind: "same" } {
  const { source, reading } = asked;
  const change = changeBy(asked, step, host);
  if (change.kind === "unsure") return change;
  const { edits, changed } = change;
  const [first] = changed;
  if (first === undefined) return { kind: "same" };
  const next = "text" in source ? { text: editText(source.text, edits) } : { argv: editArgv(source.argv, edits) };
  const again = host.read(next);
  const wanted = wordsWanted(reading, change, step.rewording.wrap);
  if (
    again.problems.length > 0 ||
    !isAlike(
      wanted,
      commandsOf(again).map(({ words }) => editedWords(words, [])),
    )
  )
    return unsure("misread", first);
  return {
    kind: "changed",
    source: next,
    reading: again,
    respelled: changed.map((one) => respelledBy(source, one, edits)),
  };
}

type Command = ExecAction | BuiltinAction;

interface Change {
  readonly kind: "edits";
  readonly edits: readonly WordEdit[];
  readonly changed: readonly Command[];
  /** Those before which words are put. */
  readonly wrapped: ReadonlySet<Command>;
}

function changeBy(
  { source, reading: { actions } }: Rewordable,
  { rewording, part }: Step,
  host: RewordingHost,
): Change | Doubt {
  const context = host.contextOf({ actions, problems: [], unusual: false, extglob: false });
  const found =
    part === "strip"
      ? findStripped(rewording, actions, context)
      : findWrapped(rewording, actions, { context, isBuiltin: builtinIn(source), wraps: host.wraps });
  if (found.kind === "unsure") return found;
  const edits = new Map<string, WordEdit>();
  const changed: Command[] = [];
  for (const command of found.commands) {
    const own = part === "strip" ? stripped(command, rewording) : wrapped(command, rewording);
    if (typeof own === "string") return unsure(own, command);
    if (own.length > 0) changed.push(command);
    for (const edit of own) edits.set(`${edit.at.start}-${edit.at.end}`, edit);
  }
  return { kind: "edits", edits: [...edits.values()], changed, wrapped: new Set(part === "wrap" ? changed : []) };
}

/** Words that no shell reads name programs alone. */
const builtinIn = (source: Source): ((name: string) => boolean) => ("argv" in source ? () => false : isBuiltin);

function stripped(command: Command, { strip }: Rewording): readonly WordEdit[] | Unsure {
  const less = stripOptions(command.words, strip);
  if (less.ok && less.edits.length === 0) return less.edits;
  if (isInText(command)) return "inner-text";
  return less.ok ? less.edits : "option";
}

function wrapped({ words }: Command, { wrap }: Rewording): readonly WordEdit[] | Unsure {
  const place = ownPlace(words, 0);
  return place === undefined ? "unplaced" : [{ at: { start: place.start, end: place.start }, words: wrap }];
}

function unsure(why: Unsure, { words, at }: Command): Doubt {
  return { kind: "unsure", why, subject: editedWords(words, []).join(" "), at };
}

function commandsOf({ actions }: Reading): readonly Command[] {
  return actions.filter((action) => action.kind === "exec" || action.kind === "builtin");
}

/** True for a word that only exists at run time, by a command that is changed: `$(make)`. */
function holdsEdit(word: Word, edits: readonly WordEdit[]): boolean {
  const place = placeOf(word);
  if (word.kind === "static") return false;
  return edits.some(({ at }) => place === undefined || (at.start > place.start && at.end <= place.end));
}

/**
 * Not compared is a word in which another command was changed, and a wrapped program's name: from another folder it has that folder in
 * it, and as a wrapper's operand it has not.
 */
type Wanted = readonly (string | undefined)[];

/** The words of each command, in the order in which they are read. */
function wordsWanted(reading: Reading, { edits, wrapped: before }: Change, wrap: readonly string[]): readonly Wanted[] {
  return commandsOf(reading).flatMap((command): readonly Wanted[] => {
    const own = isInText(command) ? [] : edits;
    const words = command.words.flatMap((word): Wanted =>
      holdsEdit(word, own) ? [undefined] : editedWords([word], own),
    );
    if (!before.has(command)) return [words];
    const bare = words.slice(wrap.length);
    return [[...wrap, undefined, ...bare.slice(1)], bare];
  });
}

function isAlike(wanted: readonly Wanted[], read: readonly (readonly string[])[]): boolean {
  return (
    wanted.length === read.length &&
    wanted.every((words, at) => {
      const there = read[at] ?? [];
      return words.length === there.length && words.every((word, index) => word === undefined || word === there[index]);
    })
  );
}

function respelledBy(source: Source, { at, words }: Command, edits: readonly WordEdit[]): Respelled {
  if ("argv" in source) {
    const [from, to] = [editedWords(words, []), editedWords(words, edits)];
    return { from: from.map(quoteWord).join(" "), to: to.map(quoteWord).join(" ") };
  }
  const from = source.text.slice(at.start, at.end);
  const inside = edits
    .filter((edit) => edit.at.start >= at.start && edit.at.end <= at.end)
    .map((edit) => ({ ...edit, at: { start: edit.at.start - at.start, end: edit.at.end - at.start } }));
  return { from, to: editText(from, inside), at };
}
