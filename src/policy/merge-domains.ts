import { coversDomain } from "./domain-entry.ts";
import type { DomainEntry } from "./effective-profile.ts";
import {
  beyondBound,
  boundBy,
  entriesOf,
  ignoredEntries,
  type ListField,
  type Listed,
  nearestAllowing,
  unitedBlocks,
} from "./merge-lists.ts";
import type { Findings } from "./pick-field.ts";
import type { Layer } from "./layer.ts";

const at = "/permissions/network_access";
const allowedList: ListField = {
  pointer: `${at}/allowed_domains`,
  read: (body) => body.permissions?.network_access?.allowed_domains,
};
const blockedList: ListField = {
  pointer: `${at}/blocked_domains`,
  read: (body) => body.permissions?.network_access?.blocked_domains,
};

const entry = ({ text, source }: Listed): DomainEntry => ({ text, source });

/** The host entries of all layers: the nearest list that allows, inside the administrator's, and every one that blocks. */
export function mergeDomains(
  layers: readonly Layer[],
  findings: Findings,
): { allowed: readonly DomainEntry[]; blocked: readonly DomainEntry[]; stated: boolean } {
  findings.notes.push(...ignoredEntries(layers, allowedList));
  const states = (layer: Layer): boolean => allowedList.read(layer.body) !== undefined;
  // Hosts on the command line come on top of the profile's: whoever adds one does not mean to lose the others.
  const added = layers.filter((layer) => layer.whole && layer.power === "grant" && states(layer));
  const others = layers.filter((layer) => !added.includes(layer));
  const owner = nearestAllowing(others, (body) => allowedList.read(body) !== undefined);
  const allowed = [...added, ...(owner === undefined ? [] : [owner])].flatMap((layer) =>
    entriesOf(layer, allowedList).map(entry),
  );
  const managed = layers.find((layer) => layer.power === "bound" && states(layer));
  const bounds = managed === undefined ? undefined : entriesOf(managed, allowedList).map(entry);
  const { kept, dropped } = boundBy(allowed, bounds, (outer, inner) => coversDomain(outer.text, inner.text));
  findings.notes.push(...dropped.map(beyondBound));
  return {
    allowed: kept,
    stated: allowed.length > 0 || owner !== undefined,
    blocked: unitedBlocks(layers, blockedList, (body) => (allowedList.read(body)?.length ?? 0) > 0).map(entry),
  };
}
