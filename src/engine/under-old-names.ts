import type { Action } from "../base/index.ts";
import type { Reading } from "../shell/index.ts";

/**
 * A rewritten text as it is judged again: what it reads, writes and reaches is what it says now, and its commands have the words
 * for which rules know them, `cat /data/x`. A text that has become another one is judged by nothing but itself.
 */
export function underOldNames(reading: Reading, before: Reading): Reading {
  const { actions } = reading;
  const isSame =
    actions.length === before.actions.length &&
    actions.every((action, index) => isAlike(action, before.actions[index]));
  return isSame
    ? { ...reading, actions: actions.map((action, index) => named(action, before.actions[index])) }
    : reading;
}

function isAlike(action: Action, before: Action | undefined): boolean {
  if (action.kind !== before?.kind) return false;
  if (action.kind !== "exec" && action.kind !== "builtin") return true;
  return "words" in before && action.words.length === before.words.length && action.form.name === before.form.name;
}

function named(action: Action, before: Action | undefined): Action {
  if (action.kind === "exec" && before?.kind === "exec") return { ...before, at: action.at };
  return action.kind === "builtin" && before?.kind === "builtin" ? { ...before, at: action.at } : action;
}
