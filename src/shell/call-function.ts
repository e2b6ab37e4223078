import { type Command, forEachChild, type Function as FunctionNode, type Statement, type SyntaxNode } from "unbash";
import type { Word } from "../base/index.ts";
import { eitherFolders, type Flow, type Folders, nowhere } from "./folders.ts";
import { assignArguments } from "./hidden-options.ts";
import { certainRegion, countStep, type FunctionEntry, inRegion, type Place, type Tape, within } from "./tape.ts";
import { functionMark } from "./word-start.ts";

const plainName = /^[A-Za-z_][A-Za-z0-9_-]*$/u;

export function isFunction(tape: Tape, name: string): boolean {
  return tape.functions.has(name);
}

/** Notes a definition. A name in quotes makes bash refuse it, so nothing is certain about such a one. */
export function defineFunction(tape: Tape, place: Place, node: FunctionNode): void {
  const region = plainName.test(node.name.text) ? certainRegion(place, node.pos) : -1;
  const entry: FunctionEntry = { node, place, region, called: false, keepsArguments: undefined };
  tape.facts.assign(functionMark(node.name.value), { kind: "data" });
  const entries = tape.functions.get(node.name.value);
  // a definition inside a function that is called often is still one definition
  if (tape.defined.get(node) === region) return;
  tape.defined.set(node, region);
  if (entries === undefined) tape.functions.set(node.name.value, [entry]);
  else entries.push(entry);
}

export interface Call {
  readonly name: string;
  /** `undefined` when nobody knows what it will be called with. */
  readonly args: readonly Word[] | undefined;
  readonly folders: Folders;
}

export interface FunctionCall {
  /** False when the name may mean something else as well at this point. */
  readonly certain: boolean;
  readonly flow: Flow;
}

/** Reads the bodies that a call may run: the last certain definition and every later one. */
export function callFunction(tape: Tape, place: Place, call: Call): FunctionCall {
  const { name, folders } = call;
  const entries = tape.functions.get(name) ?? [];
  let flow: Flow = nowhere;
  let certain = false;
  for (let index = entries.length - 1; index >= 0 && !certain; index -= 1) {
    const entry = entries[index];
    if (entry === undefined) break;
    const left = callEntry(tape, place, entry, call);
    flow = { ok: eitherFolders(flow.ok, left.ok), fail: eitherFolders(flow.fail, left.fail) };
    certain = isCertain(tape, place, entry);
  }
  if (certain) return { certain, flow };
  return { certain, flow: { ok: eitherFolders(flow.ok, folders), fail: eitherFolders(flow.fail, folders) } };
}

function isCertain(tape: Tape, place: Place, { region, place: node }: FunctionEntry): boolean {
  return node.shell === place.shell && !tape.functionsUncertain && tape.openRegions.has(region);
}

const movers = new Set(["set", "shift", "eval", "source", "."]);

/** What moves the arguments must stand where it surely runs, once, in the order of the text. */
function keepsArguments(entry: FunctionEntry): boolean {
  if (entry.keepsArguments !== undefined) return entry.keepsArguments;
  let moving = 0;
  const count = (node: SyntaxNode): void => {
    if (node.type === "Command" && movers.has(node.name?.value ?? "")) moving += 1;
    forEachChild(node, count);
  };
  count(entry.node.body);
  const plain = bodyOf(entry).filter(({ command }) => command.type === "Command" && isPlainShift(command)).length;
  entry.keepsArguments = moving === plain;
  return entry.keepsArguments;
}

function bodyOf({ node }: FunctionEntry): readonly Statement[] {
  return node.body.type === "BraceGroup" ? node.body.body.commands : [];
}

function isPlainShift({ name, suffix }: Command): boolean {
  const [count] = suffix;
  return name?.text === "shift" && (count === undefined || (count.type === "Word" && /^\d$/u.test(count.text)));
}

/** Reads one body where it is called; a call of itself adds nothing new. */
export function callEntry(tape: Tape, place: Place, entry: FunctionEntry, { args, folders }: Omit<Call, "name">): Flow {
  countStep(tape);
  const name = entry.node.name.value;
  if (place.calls.includes(entry.node)) return { ok: folders, fail: folders };
  entry.called = true;
  assignArguments(tape, args);
  const inside: Place = {
    ...within(place, `function ${name}`),
    source: entry.place.source,
    fixed: entry.place.fixed,
    calls: [...place.calls, entry.node],
    certain: false,
    args: args !== undefined && keepsArguments(entry) ? { words: args } : undefined,
  };
  tape.returns.push([]);
  const flow = inRegion(tape, inside, (region) => tape.walk.body(tape, region, entry.node.body, folders));
  const returned = tape.returns.pop() ?? [];
  return { ok: eitherFolders(flow.ok, returned), fail: eitherFolders(flow.fail, returned) };
}
