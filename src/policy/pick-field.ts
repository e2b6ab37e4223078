import type { RuleSource } from "../base/index.ts";
import type { ProfileNote } from "./effective-profile.ts";
import type { Field } from "./profile-fields.ts";
import { type Layer, sourceIn } from "./layer.ts";

/** Collects what resolution has to say beside the values. */
export interface Findings {
  readonly notes: ProfileNote[];
  readonly origins: Map<string, RuleSource>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function nearest<T>(layers: readonly Layer[], field: Field<T>): Layer | undefined {
  const granting = layers.filter(({ power, body }) => power !== "narrow" && field.read(body) !== undefined);
  // Where the administrator's value is a bound, it is applied as one by the caller: others may stay narrower.
  const inside = field.narrow === undefined ? undefined : granting.find(({ power }) => power !== "bound");
  return inside ?? granting[0];
}

/** The value of one field over all layers: the nearest that may allow, then narrowed by those that only take away. */
export function pickField<T>(
  layers: readonly Layer[],
  field: Field<T>,
  findings: Findings,
  initial?: T,
): T | undefined {
  const owner = nearest(layers, field);
  let value = owner === undefined ? initial : field.read(owner.body);
  if (owner !== undefined) findings.origins.set(field.pointer, sourceIn(owner, field.pointer));
  for (const layer of layers) {
    const theirs = field.read(layer.body);
    if (theirs === undefined || layer === owner || (layer.power !== "bound" && layer.power !== "narrow")) continue;
    const before = value;
    if (field.narrow !== undefined) value = value === undefined ? theirs : field.narrow(value, theirs);
    const source = sourceIn(layer, field.pointer);
    if (!same(before, value)) findings.origins.set(field.pointer, source);
    if (layer.power === "narrow" && !same(value, theirs))
      findings.notes.push({ source, message: loosening(field.pointer) });
  }
  return value;
}

export function loosening(pointer: string): string {
  return `\`${pointer.slice(1).replaceAll("/", ".")}\` is not followed: a project file that is not trusted can only narrow`;
}
