import type { Action, Span } from "../base/index.ts";
import { settleAliases } from "./aliases.ts";
import { dialectOf, isBashOnly } from "./bash-only.ts";
import { type Folders, startFolders, staying } from "./folders.ts";
import { settleOperands } from "./hidden-options.ts";
import { limits } from "./limits.ts";
import { parseBash, tooDeep } from "./parse-bash.ts";
import type { ShellProblem } from "./shell-problem.ts";
import { emit, type NestedText, type Place, type Tape, TooMuch } from "./tape.ts";
import { createVariableFacts } from "./variable-facts.ts";
import { walkBody, walkList, walkScript } from "./walk-list.ts";

/** What a text would do, as far as it can be known before it runs. */
export interface Reading {
  readonly actions: readonly Action[];
  /** Any problem means that the actions may not be all: not allowed. */
  readonly problems: readonly ShellProblem[];
  /** True when the text is of a kind that parsers were seen to misread: worth a second opinion. */
  readonly unusual: boolean;
  /** True when the shell that has run it may read extended patterns from now on. */
  readonly extglob: boolean;
}

/** Fills a fresh tape; text that needs more than its share ends in a problem, never in an exception. */
export function recordReading(source: string, record: (tape: Tape) => void): Reading {
  const tape = createTape();
  try {
    record(tape);
    settleOperands(tape);
  } catch (error) {
    if (!(error instanceof TooMuch || error instanceof RangeError)) throw error;
    tape.problems.push(tooDeep(source));
  }
  settleDoubts(tape);
  settleAliases(tape);
  if (tape.gluedNegation && tape.extglob) tape.problems.push(gluedNegation(source));
  const { actions, problems, unusual, extglob } = tape;
  return { actions, problems, unusual: unusual || problems.length > 0, extglob };
}

/** Which of the two it is hangs on what has run before. */
function gluedNegation(source: string): ShellProblem {
  const at = { start: 0, end: source.length };
  return { code: "shell/misread", at, text: "`!(` where `extglob` may be set: put a blank before a subshell" };
}

function createTape(): Tape {
  return {
    actions: [],
    problems: [],
    facts: createVariableFacts(),
    doubts: [],
    operands: [],
    functions: new Map(),
    defined: new Map(),
    openRegions: new Set([0]),
    later: [],
    associative: new Map(),
    called: new Set(),
    aliases: [],
    env: [],
    visited: startFolders,
    regions: 0,
    shells: 0,
    steps: 0,
    unusual: false,
    gluedNegation: false,
    extglob: false,
    errexit: false,
    lastpipe: false,
    functionsUncertain: false,
    returns: [],
    walk: { script: walkScript, list: walkList, body: walkBody, text: walkText },
  };
}

export function startPlace(source: string): Place {
  const stdin = { kind: "unknown" as const, text: "standard input", at: { start: 0, end: source.length } };
  const line = { risk: Infinity, region: 0 };
  return {
    source,
    fixed: undefined,
    via: [],
    stdin,
    calls: [],
    texts: 0,
    region: 0,
    certain: true,
    line,
    shell: 0,
    args: undefined,
  };
}

/** Text inside text: parsed and audited like the whole; its positions become those of the word that holds it. */
function walkText(tape: Tape, place: Place, nested: NestedText, folders: Folders): ReturnType<typeof walkScript> {
  if (place.texts >= limits.nestedTexts) throw new TooMuch();
  const at = place.fixed ?? nested.at;
  const dialect = dialectOf(nested.name);
  const checked = parseBash(nested.text, { extglob: tape.extglob && dialect === "bash" });
  if (!checked.ok && dialect === "bash") {
    tape.problems.push(...checked.problems.map((problem) => ({ ...problem, at })));
    return staying(folders);
  }
  if (!checked.ok || dialect === "other" || (dialect === "sh" && isBashOnly(checked.script, nested.text))) {
    emitStrangeText(tape, place, nested);
  }
  if (!checked.ok) return staying(folders);
  tape.unusual ||= checked.unusual;
  tape.gluedNegation ||= checked.gluedNegation;
  const inside: Place = {
    ...place,
    source: nested.text,
    fixed: at,
    texts: place.texts + 1,
  };
  return walkScript(tape, inside, checked.script, folders);
}

/** The program reads its own language: what was understood of it is not all that it may do. */
function emitStrangeText(tape: Tape, place: Place, { text, at, name, cause }: NestedText): void {
  const because = cause === undefined ? {} : { cause };
  emit(tape, { kind: "opaque", what: "text", text, program: name, at: place.fixed ?? at, via: place.via, ...because });
}

/** Now that every assignment is known, what was evaluated is either digits or data. */
function settleDoubts(tape: Tape): void {
  const seen = new Set<Span>();
  for (const name of tape.facts.evaluatedData()) {
    const at = { start: 0, end: 0 };
    tape.actions.push({ kind: "opaque", what: "arithmetic", text: name, at, via: [] });
  }
  for (const { names, certain, needs, action } of tape.doubts) {
    if (seen.has(action.at)) continue;
    if (!certain && names.every((name) => tape.facts.holds(name, needs))) continue;
    seen.add(action.at);
    tape.actions.push(action);
  }
}
