import type { Action, Span } from "../base/index.ts";
import { type Folders, startFolders } from "./folders.ts";
import { limits } from "./limits.ts";
import { parseBash, tooDeep } from "./parse-bash.ts";
import type { ShellProblem } from "./shell-problem.ts";
import { type NestedText, type Place, type Tape, TooMuch } from "./tape.ts";
import { createVariableFacts } from "./variable-facts.ts";
import { walkBody, walkList, walkScript } from "./walk-list.ts";

/** What a text would do, as far as it can be known before it runs. */
export interface Reading {
  readonly actions: readonly Action[];
  /** Any problem means that the actions may not be all: not allowed. */
  readonly problems: readonly ShellProblem[];
  /** True when the text is of a kind that parsers were seen to misread: worth a second opinion. */
  readonly unusual: boolean;
}

/** Fills a fresh tape; text that needs more than its share ends in a problem, never in an exception. */
export function recordReading(source: string, record: (tape: Tape) => void): Reading {
  const tape = createTape();
  try {
    record(tape);
  } catch (error) {
    if (!(error instanceof TooMuch || error instanceof RangeError)) throw error;
    tape.problems.push(tooDeep(source));
  }
  settleDoubts(tape);
  const { actions, problems, unusual } = tape;
  return { actions, problems, unusual: unusual || problems.length > 0 };
}

function createTape(): Tape {
  return {
    actions: [],
    problems: [],
    facts: createVariableFacts(),
    doubts: [],
    functions: new Map(),
    openRegions: new Set([0]),
    later: [],
    associative: new Map(),
    descriptors: new Set(),
    env: [],
    visited: startFolders,
    regions: 0,
    steps: 0,
    unusual: false,
    errexit: false,
    lastpipe: false,
    functionsUncertain: false,
    returns: [],
    walk: { script: walkScript, list: walkList, body: walkBody, text: walkText },
  };
}

export function startPlace(source: string): Place {
  const stdin = { kind: "unknown" as const, text: "standard input", at: { start: 0, end: source.length } };
  const line = { start: 0, region: 0 };
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
    newShell: false,
  };
}

/** Text inside text: parsed and audited like the whole; its positions become those of the word that holds it. */
function walkText(tape: Tape, place: Place, nested: NestedText, folders: Folders): ReturnType<typeof walkScript> {
  if (place.texts >= limits.nestedTexts) throw new TooMuch();
  const at = place.fixed ?? nested.at;
  const checked = parseBash(nested.text);
  if (!checked.ok) {
    tape.problems.push(...checked.problems.map((problem) => ({ ...problem, at })));
    return { ok: folders, fail: folders };
  }
  tape.unusual ||= checked.unusual;
  const inside: Place = {
    ...place,
    source: nested.text,
    fixed: at,
    texts: place.texts + 1,
    certain: false,
    line: { start: 0, region: -1 },
    newShell: place.newShell || nested.newShell,
  };
  return walkScript(tape, inside, checked.script, folders);
}

/** Now that every assignment is known, what was evaluated is either digits or data. */
function settleDoubts(tape: Tape): void {
  const seen = new Set<Span>();
  for (const { names, certain, needs, action } of tape.doubts) {
    if (seen.has(action.at)) continue;
    if (!certain && names.every((name) => tape.facts.holds(name, needs))) continue;
    seen.add(action.at);
    tape.actions.push(action);
  }
}
