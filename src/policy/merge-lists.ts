import type { RuleSource } from "../base/index.ts";
import type { ProfileNote } from "./effective-profile.ts";
import { loosening } from "./pick-field.ts";
import { type Layer, sourceIn } from "./layer.ts";
import type { ProfileBody } from "./profile-schema.ts";

/** One entry of a list with the place it was written at. */
export interface Listed {
  readonly text: string;
  readonly source: RuleSource;
  readonly layer: Layer;
}

export interface ListField {
  readonly pointer: string;
  readonly read: (body: ProfileBody) => readonly string[] | undefined;
}

export function entriesOf(layer: Layer, { pointer, read }: ListField): readonly Listed[] {
  return (read(layer.body) ?? []).map((text, index) => ({
    text,
    layer,
    source: sourceIn(layer, `${pointer}/${index}`),
  }));
}

/** The entries of every layer: for lists that take away. */
export function united(layers: readonly Layer[], list: ListField): readonly Listed[] {
  return layers.flatMap((layer) => entriesOf(layer, list));
}

/**
 * The same for lists that block. A level's `*` is the level's own empty allow list in other words: it does not stand
 * against what a profile with that level allows itself. It stands against flags and roles.
 */
export function unitedBlocks(
  layers: readonly Layer[],
  blocked: ListField,
  allows: (body: ProfileBody) => boolean,
): readonly Listed[] {
  const isAllowed = layers.some(({ power, whole, body }) => power === "grant" && !whole && allows(body));
  return united(layers, blocked).filter(({ text, layer }) => layer.power !== "level" || text !== "*" || !isAllowed);
}

/** The nearest layer that says anything in a list that allows. The administrator's counts only when nobody else does. */
export function nearestAllowing(layers: readonly Layer[], says: (body: ProfileBody) => boolean): Layer | undefined {
  const granting = layers.filter(({ power, body }) => power !== "narrow" && says(body));
  return granting.find(({ power }) => power !== "bound") ?? granting[0];
}

export function ignoredEntries(layers: readonly Layer[], list: ListField): readonly ProfileNote[] {
  return layers
    .filter(({ power, body }) => power === "narrow" && (list.read(body)?.length ?? 0) > 0)
    .map((layer) => ({ source: sourceIn(layer, list.pointer), message: loosening(list.pointer) }));
}

/** What both allow: entries inside a bound stay, an entry that is wider than a bound gives way to it. */
export function boundBy<T>(
  entries: readonly T[],
  bounds: readonly T[] | undefined,
  covers: (outer: T, inner: T) => boolean,
): { kept: readonly T[]; dropped: readonly T[] } {
  if (bounds === undefined) return { kept: entries, dropped: [] };
  const kept: T[] = [];
  const dropped: T[] = [];
  for (const entry of entries) {
    const inside = bounds.some((bound) => covers(bound, entry));
    const narrower = inside ? [] : bounds.filter((bound) => covers(entry, bound) && !kept.includes(bound));
    if (inside) kept.push(entry);
    else if (narrower.length > 0) kept.push(...narrower);
    else dropped.push(entry);
  }
  return { kept, dropped };
}

export function beyondBound({ text, source }: Pick<Listed, "text" | "source">): ProfileNote {
  return { source, message: `\`${text}\` is not followed: the administrator's profile does not allow it` };
}
