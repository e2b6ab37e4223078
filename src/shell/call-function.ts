import type { Function as FunctionNode } from "unbash";
import { eitherFolders, type Flow, type Folders, nowhere } from "./folders.ts";
import { certainRegion, type FunctionEntry, inRegion, type Place, type Tape, within } from "./tape.ts";

const plainName = /^[A-Za-z_][A-Za-z0-9_-]*$/u;

export function isFunction(tape: Tape, name: string): boolean {
  return tape.functions.has(name);
}

/** Notes a definition. A name in quotes makes bash refuse it, so nothing is certain about such a one. */
export function defineFunction(tape: Tape, place: Place, node: FunctionNode): void {
  const region = plainName.test(node.name.text) ? certainRegion(place, node.pos) : -1;
  const entry: FunctionEntry = { node, place, region, called: false };
  const entries = tape.functions.get(node.name.value);
  if (entries === undefined) tape.functions.set(node.name.value, [entry]);
  else entries.push(entry);
}

export interface FunctionCall {
  /** False when the name may mean something else as well at this point. */
  readonly certain: boolean;
  readonly flow: Flow;
}

/** Reads the bodies that a call may run: the last certain definition and every later one. */
export function callFunction(tape: Tape, place: Place, name: string, folders: Folders): FunctionCall {
  const entries = tape.functions.get(name) ?? [];
  let flow: Flow = nowhere;
  let certain = false;
  for (const entry of entries.toReversed()) {
    const left = callEntry(tape, place, entry, folders);
    flow = { ok: eitherFolders(flow.ok, left.ok), fail: eitherFolders(flow.fail, left.fail) };
    certain = isCertain(tape, place, entry);
    if (certain) break;
  }
  if (certain) return { certain, flow };
  return { certain, flow: { ok: eitherFolders(flow.ok, folders), fail: eitherFolders(flow.fail, folders) } };
}

function isCertain(tape: Tape, place: Place, { region }: FunctionEntry): boolean {
  return !place.newShell && !tape.functionsUncertain && tape.openRegions.has(region);
}

/** Reads one body where it is called; a call of itself adds nothing new. */
export function callEntry(tape: Tape, place: Place, entry: FunctionEntry, folders: Folders): Flow {
  const name = entry.node.name.value;
  entry.called = true;
  if (place.calls.includes(name)) return { ok: folders, fail: folders };
  const inside: Place = {
    ...within(place, `function ${name}`),
    source: entry.place.source,
    fixed: entry.place.fixed,
    calls: [...place.calls, name],
    certain: false,
  };
  tape.returns.push([]);
  const flow = inRegion(tape, inside, (region) => tape.walk.body(tape, region, entry.node.body, folders));
  const returned = tape.returns.pop() ?? [];
  return { ok: eitherFolders(flow.ok, returned), fail: eitherFolders(flow.fail, returned) };
}
