import type { Action, BuiltinAction, Context, ExecAction, Span } from "../base/index.ts";
import type { Rewording } from "./compile-rewordings.ts";
import { invocationOf } from "./invocation.ts";
import { pathsOfCommands } from "./located-paths.ts";
import { findRefusal } from "./match-refused-command.ts";
import type { Unsure } from "./reason-message.ts";
import { createRenamedFinder } from "./renamed-commands.ts";

type Command = ExecAction | BuiltinAction;

/** The commands that a rewording is about, or what may be one of them. */
export type Reworded =
  | { readonly kind: "commands"; readonly commands: readonly Command[] }
  | { readonly kind: "unsure"; readonly why: Unsure; readonly subject: string; readonly at: Span };

interface Facts {
  readonly context: Context;
  /** Whether a shell does by itself what goes by this name. */
  readonly isBuiltin: (name: string) => boolean;
  /** What rewordings put before programs. */
  readonly wraps: readonly (readonly string[])[];
}

/** The commands of a text that lose options by a rewording. */
export function findStripped(rewording: Rewording, actions: readonly Action[], context: Context): Reworded {
  const answers = answersOf(rewording, actions, context);
  const isRenamed = createRenamedFinder(actions, { rules: rewording.rules, context });
  const hidden = firstUnsure(actions, (action, index) =>
    isHidden(action) || isRenamed(action) || answers.get(index) === "hidden" ? "hidden" : undefined,
  );
  return hidden ?? { kind: "commands", commands: commandsAt([...answers.keys()], actions) };
}

/**
 * The programs of a text before which a rewording puts words, but for those that have them already. What any command is wrapped in
 * stands before the outermost program, and inside of wrappers that are seen through; what the shell does by itself is no program.
 */
export function findWrapped(rewording: Rewording, actions: readonly Action[], facts: Facts): Reworded {
  const { rules, wrap } = rewording;
  const answers = answersOf(rewording, actions, facts.context);
  const indexes: number[] = [];
  /** What is wrapped, and what is started by that. */
  const inside = new Set<number>();
  const unsure = firstUnsure(actions, (action, index) => {
    if (rules === undefined && isInside(action, actions, inside)) {
      inside.add(index);
      return undefined;
    }
    if (isHidden(action) || answers.get(index) === "hidden") return "hidden";
    if (answers.get(index) !== "match" || (action.kind !== "exec" && action.kind !== "builtin")) return undefined;
    if (isOfShell(action, facts)) return rules !== undefined || readsScript(action) ? "unread" : undefined;
    if (rules === undefined && isSeenThrough(index, actions)) return undefined;
    inside.add(index);
    if (isWrapped(action, actions, { wrap, wraps: facts.wraps })) return undefined;
    if (isInText(action)) return "inner-text";
    indexes.push(index);
    return undefined;
  });
  return unsure ?? { kind: "commands", commands: commandsAt(indexes, actions) };
}

function commandsAt(indexes: readonly number[], actions: readonly Action[]): readonly Command[] {
  return indexes.flatMap((index) => {
    const action = actions[index];
    return action?.kind === "exec" || action?.kind === "builtin" ? [action] : [];
  });
}

/** By index of the commands that the rewording matches, or may match. */
function answersOf(
  { rules }: Rewording,
  actions: readonly Action[],
  context: Context,
): ReadonlyMap<number, "match" | "hidden"> {
  const paths = pathsOfCommands(actions);
  const answers = new Map<number, "match" | "hidden">();
  for (const [index, action] of actions.entries()) {
    if (action.kind !== "exec" && action.kind !== "builtin") continue;
    const answer =
      rules === undefined
        ? "match"
        : findRefusal(rules, invocationOf({ ...action, paths: paths.get(index) }, context), context)?.kind;
    if (answer !== undefined) answers.set(index, answer);
  }
  return answers;
}

function firstUnsure(
  actions: readonly Action[],
  judge: (action: Action, index: number) => Unsure | undefined,
): Reworded | undefined {
  for (const [index, action] of actions.entries()) {
    const why = judge(action, index);
    if (why !== undefined) return { kind: "unsure", why, subject: subjectOf(action), at: action.at };
  }
  return undefined;
}

/** Any command may be hidden in there, or behind it: after `alias` and `hash -p` a name means another one. */
function isHidden(action: Action): boolean {
  if (action.kind === "builtin") return action.weight === "refused";
  return action.kind === "opaque" && action.what !== "operand" && action.what !== "cwd";
}

const placed = /^(?:function .*|substitution|process substitution|heredoc)$/su;

/** True for what stands in text that a shell reads inside of the text: `bash -c '…'`, `eval '…'`. */
export function isInText({ via }: Pick<Action, "via">): boolean {
  return innerText(via) !== -1;
}

function innerText(via: Action["via"]): number {
  return via.findIndex(({ kind, name }) => kind === "construct" && !placed.test(name));
}

/** True for what a wrapped program starts, or reads as text. */
function isInside(action: Action, actions: readonly Action[], inside: ReadonlySet<number>): boolean {
  const cause = "cause" in action ? action.cause?.exec : undefined;
  if (cause !== undefined && inside.has(cause)) return true;
  const text = innerText(action.via);
  const reader = text < 1 ? undefined : action.via[text - 1];
  if (reader?.kind !== "wrapper") return false;
  const holder = actions
    .slice(0, actions.indexOf(action))
    .findLastIndex(
      ({ kind, via }, index) => kind === "exec" && via.length === text - 1 && nameAt(actions, index) === reader.name,
    );
  return inside.has(holder);
}

function nameAt(actions: readonly Action[], index: number): string | undefined {
  const action = actions[index];
  return action?.kind === "exec" ? action.form.name : undefined;
}

/** What a shell does by itself, where one reads it: behind `command` and `builtin` too. */
function isOfShell({ kind, words, via }: Command, { isBuiltin }: Facts): boolean {
  const [program] = words;
  const isRead = via.findLast(({ name }) => !ownWrappers.has(name))?.kind !== "wrapper";
  return kind === "builtin" || (isRead && program?.kind === "static" && isBuiltin(program.value));
}

const ownWrappers: ReadonlySet<string> = new Set(["command", "builtin"]);

const readsScript = ({ form }: Command): boolean => form.name === "source" || form.name === ".";

/** A wrapper that starts the words after its own as they are: those are wrapped. One with work of its own is a program: `git bisect run`. */
function isSeenThrough(index: number, actions: readonly Action[]): boolean {
  const outer = actions[index];
  if (outer?.kind === "exec" && outer.form.sub.length > 0) return false;
  return actions.some(
    (inner) =>
      inner.kind === "exec" &&
      inner.cause?.exec === index &&
      inner.via.at(-1)?.transparent === true &&
      outer?.kind === "exec" &&
      isTail(outer, inner),
  );
}

function isTail(outer: ExecAction, inner: ExecAction): boolean {
  const lead = outer.words.length - inner.words.length;
  return (
    lead > 0 &&
    inner.words.every((word, index) => {
      const there = outer.words[lead + index];
      // A program named from another folder has that folder in its name.
      return spelled(word) === spelled(there) || (index === 0 && isSamePlace(word.at, there?.at));
    })
  );
}

function isSamePlace(one: Span, other: Span | undefined): boolean {
  return one.end > one.start && one.start === other?.start && one.end === other.end;
}

/** True for a program that stands right behind these words, or with nothing in between but what others put there. */
function isWrapped(
  action: Command,
  actions: readonly Action[],
  { wrap, wraps }: Pick<Rewording, "wrap"> & Pick<Facts, "wraps">,
): boolean {
  const outer = action.kind === "exec" && action.cause !== undefined ? actions[action.cause.exec] : undefined;
  if (action.kind !== "exec" || outer?.kind !== "exec" || !isTail(outer, action)) return false;
  const lead = outer.words.slice(0, outer.words.length - action.words.length);
  const isLead = (words: readonly string[]): boolean =>
    lead.length === words.length && lead.every((word, index) => word.kind === "static" && word.value === words[index]);
  return isLead(wrap) || (wraps.some(isLead) && isWrapped(outer, actions, { wrap, wraps }));
}

const spelled = (word: Command["words"][number] | undefined): string =>
  word === undefined ? "" : word.kind === "static" ? `s${word.value}` : `o${word.text}`;

function subjectOf(action: Action): string {
  if (action.kind === "exec" || action.kind === "builtin")
    return action.words.map((word) => (word.kind === "static" ? word.value : word.text)).join(" ");
  return action.kind === "opaque" ? action.text : "";
}
