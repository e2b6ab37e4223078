import type { CompoundList, Coproc, Function as FunctionNode, ParsedScript } from "unbash";
import type { Action, Cause, EnvChange, OpaqueAction, Span, Via, Word } from "../base/index.ts";
import type { Flow, Folders } from "./folders.ts";
import type { DoubtedOperand } from "./hidden-options.ts";
import { limits } from "./limits.ts";
import type { ShellProblem } from "./shell-problem.ts";
import type { VariableFacts } from "./variable-facts.ts";

/** Where a reading stands: which text, inside which constructs, fed by what. */
export interface Place {
  /** The text that positions count in. */
  readonly source: string;
  /** For text inside text (`eval '…'`): the span of the word that holds it. */
  readonly fixed: Span | undefined;
  readonly via: readonly Via[];
  readonly stdin: Stdin;
  /** The functions being called. */
  readonly calls: readonly FunctionNode[];
  /** How many texts stand around. */
  readonly texts: number;
  /** What runs here runs for certain as long as this region is open: a branch, a subshell, a function's body. */
  readonly region: number;
  /** False where an early `return` may skip what follows. */
  readonly certain: boolean;
  /** The current line of the whole script: where its first expansion or assignment stands, and the region that ends with it. */
  readonly line: { readonly risk: number; readonly region: number };
  /** Which shell process reads: in another one, functions are there only when they were exported. */
  readonly shell: number;
  /** What `"$@"` stands for, when that is known. */
  readonly args: Arguments | undefined;
}

/** Positional parameters; `shift` takes from them. */
interface Arguments {
  words: readonly Word[];
}

/** What a command finds on its standard input, as far as shells care. */
export interface Stdin {
  /** `text`: known to the last byte, and nothing else reads from it. */
  readonly kind: "unknown" | "text";
  readonly text: string;
  readonly at: Span;
}

/** A function of the text. A call runs it for certain only while its region is open. */
export interface FunctionEntry {
  readonly node: FunctionNode;
  readonly place: Place;
  readonly region: number;
  called: boolean;
  /** Whether the body leaves its arguments where they are, but for plain `shift`s; known after the first call. */
  keepsArguments: boolean | undefined;
}

/** A doubt that can only be settled when the whole text is known: were these variables digits alone? */
interface Doubt {
  readonly names: readonly string[];
  /** No variable could settle it. */
  readonly certain: boolean;
  readonly needs: "digits" | "name" | "no-bracket";
  readonly action: OpaqueAction;
}

/** What a reading collects. It lives for one `readScript` and is the only thing that changes. */
export interface Tape {
  readonly actions: Action[];
  readonly problems: ShellProblem[];
  readonly facts: VariableFacts;
  readonly doubts: Doubt[];
  readonly operands: DoubtedOperand[];
  readonly functions: Map<string, FunctionEntry[]>;
  /** Definitions met, with the region of the last time. */
  readonly defined: Map<FunctionNode, number>;
  /** Regions of certain execution that are still open. */
  readonly openRegions: Set<number>;
  /** Text of traps, read at the end: it may run in any folder that the text reaches. */
  readonly later: { readonly word: Word; readonly place: Place; readonly name: string }[];
  readonly associative: Map<string, number>;
  /** Names that commands were called by, as far as they are static. */
  readonly called: Set<string>;
  /** Definitions of aliases: their names, and the index of the action. */
  readonly aliases: { readonly names: readonly string[]; readonly action: number }[];
  env: readonly EnvChange[];
  visited: Folders;
  regions: number;
  shells: number;
  steps: number;
  unusual: boolean;
  /** Some text holds a negated subshell that extended patterns would make a pattern of. */
  gluedNegation: boolean;
  /** Some text may set `extglob`. */
  extglob: boolean;
  errexit: boolean;
  lastpipe: boolean;
  /** `unset -f` and kin: no function is certain any more. */
  functionsUncertain: boolean;
  /** Folders from which `return` leaves the functions being read, innermost last. */
  readonly returns: Folders[];
  readonly walk: Walkers;
}

/** The ways back into the walk, handed down so that the files of the walk need no circle of imports. */
interface Walkers {
  readonly script: (tape: Tape, place: Place, script: ParsedScript, folders: Folders) => Flow;
  readonly list: (tape: Tape, place: Place, list: CompoundList, folders: Folders) => Flow;
  readonly body: (tape: Tape, place: Place, body: FunctionNode["body"] | Coproc["body"], folders: Folders) => Flow;
  readonly text: (tape: Tape, place: Place, text: NestedText, folders: Folders) => Flow;
}

export interface NestedText {
  readonly text: string;
  readonly at: Span;
  /** The program or builtin that reads it. */
  readonly name: string;
  readonly cause?: Cause;
}

/** A place in a shell process that starts now. */
export function inNewShell(tape: Tape, place: Place, args: readonly Word[]): Place {
  tape.shells += 1;
  return { ...place, shell: tape.shells, certain: true, args: { words: args } };
}

/** Thrown when a text would need more than its share; caught where the reading starts. */
export class TooMuch extends Error {}

export function emit(tape: Tape, action: Action): number {
  if (tape.actions.length >= limits.actions) throw new TooMuch();
  tape.actions.push(action);
  return tape.actions.length - 1;
}

/** Counts what was read, because functions that call functions multiply. */
export function countStep(tape: Tape): void {
  tape.steps += 1;
  if (tape.steps > limits.actions * 4) throw new TooMuch();
}

export function spanIn(place: Place, node: { readonly pos: number; readonly end: number }): Span {
  return place.fixed ?? { start: node.pos, end: node.end };
}

export function within(place: Place, name: string): Place {
  return { ...place, via: [...place.via, { kind: "construct", name, transparent: true }] };
}

/**
 * The region for which a definition at `pos` is certain. An error in an expansion or an assignment makes bash give up
 * the rest of the line, so after one a definition is certain for its own line only.
 */
export function certainRegion(place: Place, pos: number): number {
  if (!place.certain) return -1;
  // regions are numbered as they open: a higher one closes before the line does
  return place.line.risk < pos ? Math.max(place.line.region, place.region) : place.region;
}

const elsewhere = new Set("ssh mosh docker podman nerdctl kubectl oc lxc incus vagrant machinectl".split(" "));

/** True for a program that runs others on another machine or in a container. */
export function runsElsewhere(name: string): boolean {
  return elsewhere.has(name);
}

/** True for what another machine or container runs: its files and hosts are not this one's. */
export function isElsewhere({ via }: Place): boolean {
  return via.some(({ kind, name }) => kind === "wrapper" && runsElsewhere(name));
}

/** Runs `body` in a region that is certain only for itself: a branch, a subshell, a loop. */
export function inRegion<T>(tape: Tape, place: Place, body: (inside: Place) => T): T {
  tape.regions += 1;
  const region = tape.regions;
  tape.openRegions.add(region);
  const result = body({ ...place, region });
  tape.openRegions.delete(region);
  return result;
}
