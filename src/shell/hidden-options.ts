import type { ExecAction, OpaqueAction, Word, WordStart } from "../base/index.ts";
import { readCommand } from "./catalogue/read-command.ts";
import { emit, type Tape } from "./tape.ts";
import { positionals } from "./word-start.ts";

type OpaqueWord = Extract<Word, { kind: "opaque" }>;
type StartingWord = OpaqueWord & { readonly start: WordStart };

/** A word that turns into an option if its variables turn out to hold a dash. */
export interface DoubtedOperand {
  readonly word: StartingWord;
  /** Index of the command in the actions; absent for a builtin. */
  readonly exec?: number;
  /** What to record then; absent when no option of the program is dangerous. */
  readonly action?: OpaqueAction;
}

/** One word, since it is quoted, and nothing literal comes first in it. */
function mayStartWithDash(word: Word): word is StartingWord {
  if (word.kind === "static" || word.splits || word.prefix !== "" || word.start === undefined) return false;
  return word.start.dash || word.start.names.length > 0;
}

/** Up to this many words are looked at one by one, more of them together. */
const singly = 8;

/** Remembers the words of a command that may be options; `action` is what an unquoted one would give. */
export function doubtOperands(tape: Tape, words: readonly Word[], action: OpaqueAction, exec: number): void {
  const starting = words.slice(1).filter(mayStartWithDash);
  for (const word of starting) {
    const asked = starting.length > singly ? starting : [word];
    const dangerous = tape.operands.length < 1000 ? couldBeOption(words, asked) : true;
    tape.operands.push(dangerous ? { word, exec, action } : { word, exec });
  }
}

/** The first word after a builtin's options could be one more. */
export function doubtBuiltin(tape: Tape, words: readonly Word[], action: OpaqueAction): void {
  const first = words.slice(1).find((word) => word.kind === "opaque" || !/^[-+]./u.test(word.value));
  const ended = words.some((word) => word.kind === "static" && word.value === "--");
  if (first !== undefined && !ended && mayStartWithDash(first)) tape.operands.push({ word: first, action });
}

const probe = "-\u0001";

/** True when these words stand where options do, and the program has dangerous ones. */
function couldBeOption(words: readonly Word[], asked: readonly OpaqueWord[]): boolean {
  const open = words.map((word) => (isAmong(asked, word) ? splitting(word) : word));
  if (!readCommand(open).form.hidesOption) return false;
  const probed = words.map((word): Word => {
    return isAmong(asked, word) ? { kind: "static", value: probe, at: { start: word.at.end, end: word.at.end } } : word;
  });
  const { options, globals } = readCommand(probed).form;
  return [...globals, ...options].some(({ name }) => name === probe);
}

function splitting(word: Word): Word {
  return word.kind === "opaque" ? { ...word, splits: true, glob: false } : word;
}

function isAmong(asked: readonly OpaqueWord[], word: Word): boolean {
  return asked.some((one) => one === word);
}

/** Now that every assignment is known: words that may be options are marked as if they were not quoted. */
export function settleOperands(tape: Tape): void {
  const marked = new Map<number, Set<OpaqueWord["start"]>>();
  const seen = new Set<number | OpaqueAction>();
  for (const { word, exec, action } of tape.operands) {
    if (!tape.facts.mayBeDash(word.start)) continue;
    if (exec !== undefined) {
      const starts = marked.get(exec) ?? new Set();
      marked.set(exec, starts.add(word.start));
    }
    const key = exec ?? action;
    if (action === undefined || key === undefined || seen.has(key)) continue;
    seen.add(key);
    emit(tape, action);
  }
  for (const [index, starts] of marked) {
    const action = tape.actions[index];
    if (action?.kind === "exec") tape.actions[index] = markWords(action, starts, seen.has(index));
  }
}

function markWords(action: ExecAction, starts: ReadonlySet<OpaqueWord["start"]>, dangerous: boolean): ExecAction {
  const mark = (word: Word): Word => (word.kind === "opaque" && starts.has(word.start) ? splitting(word) : word);
  const form = { ...action.form, operands: action.form.operands.map(mark) };
  const hiding = dangerous ? { ...form, readOnly: false, hidesOption: true } : form;
  return { ...action, words: action.words.map(mark), form: hiding };
}

/** What a function or a shell's text finds in `$1`. */
export function assignArguments(tape: Tape, args: readonly Word[] | undefined): void {
  for (const word of args ?? []) {
    if (word.kind === "static") tape.facts.assign(positionals, { kind: "text", text: word.value });
    else {
      const start = word.prefix === "" ? word.start : { names: [], dash: word.prefix.startsWith("-") };
      tape.facts.assign(positionals, start === undefined ? { kind: "data" } : { kind: "data", start });
    }
  }
}
