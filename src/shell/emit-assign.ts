import type { EnvChange, Span } from "../base/index.ts";
import { placeChange } from "./placed-words.ts";
import { emit, type Place, type Tape } from "./tape.ts";
import type { AssignedValue } from "./variable-facts.ts";

export function emitAssign(
  tape: Tape,
  place: Place,
  {
    change,
    scope,
    command,
  }: { change: EnvChange; scope: "shell" | "exported" | "prefix"; command?: string | undefined },
): void {
  const at = place.fixed ?? change.at;
  const rest = command === undefined ? {} : { command };
  emit(tape, { kind: "assign", change: placeChange(place, change), scope, at, via: place.via, ...rest });
}

interface SetVariable {
  readonly name: string;
  readonly at: Span;
  readonly value: AssignedValue;
  readonly command?: string;
}

/** A variable that something other than an assignment sets or takes away: what it holds then is not spelled. */
export function setVariable(tape: Tape, place: Place, { name, at, value, command }: SetVariable): void {
  tape.facts.assign(name, value);
  emitAssign(tape, place, { change: { name, at }, scope: "shell", command });
}
