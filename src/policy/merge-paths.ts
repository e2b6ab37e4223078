import type { PathEntry } from "./effective-profile.ts";
import { guardedEntries, guardsAnywhere } from "./guarded-paths.ts";
import {
  beyondBound,
  boundBy,
  entriesOf,
  ignoredEntries,
  type Listed,
  type ListField,
  nearestAllowing,
  united,
} from "./merge-lists.ts";
import { coversPath, resolveWithRepository } from "./path-entry.ts";
import type { Findings } from "./pick-field.ts";
import type { Layer } from "./layer.ts";
import { protectedEntries } from "./protected-paths.ts";
import type { Variables } from "./variables.ts";

const at = "/permissions/file_access";
const allowedList: ListField = {
  pointer: `${at}/allowed_paths`,
  read: (body) => body.permissions?.file_access?.allowed_paths,
};
const readOnlyList: ListField = {
  pointer: `${at}/read_only_paths`,
  read: (body) => body.permissions?.file_access?.read_only_paths,
};
const deniedList: ListField = {
  pointer: `${at}/denied_paths`,
  read: (body) => body.permissions?.file_access?.denied_paths,
};

type Resolve = (entry: Listed) => readonly PathEntry[];

interface Grants {
  readonly allowed: readonly PathEntry[];
  readonly readOnly: readonly PathEntry[];
}

/** What the layers that may allow something allow together, before the administrator's bound. */
function grantsOf(layers: readonly Layer[], resolve: Resolve): Grants {
  const owner = nearestAllowing(layers, (body) => allowedList.read(body) !== undefined);
  const allowed = owner === undefined ? [] : entriesOf(owner, allowedList).flatMap(resolve);
  const rank = owner === undefined ? layers.length : layers.indexOf(owner);
  const readOnly = layers.flatMap((layer, index) => {
    if (layer.power === "narrow") return [];
    const entries = entriesOf(layer, readOnlyList).flatMap(resolve);
    if (index <= rank) return entries;
    // A list that ranks below the allowed one does not take back what that one allows in so many words.
    const takesBack = (entry: PathEntry): boolean =>
      allowed.some((open) =>
        layer.power === "level" ? coversPath(open, entry) : open.path === entry.path && open.glob === entry.glob,
      );
    return entries.filter((entry) => !takesBack(entry));
  });
  return { allowed, readOnly };
}

function bound({ allowed, readOnly }: Grants, layers: readonly Layer[], findings: Findings, resolve: Resolve): Grants {
  const managed = layers.filter(({ power }) => power === "bound");
  const owner = managed.find(({ body }) => allowedList.read(body) !== undefined);
  if (owner === undefined) return { allowed, readOnly };
  const writable = entriesOf(owner, allowedList).flatMap(resolve);
  const readable = united(managed, readOnlyList).flatMap(resolve);
  const writing = boundBy(allowed, writable, coversPath);
  const demoted = boundBy(writing.dropped, readable, coversPath);
  const reading = boundBy(readOnly, [...writable, ...readable], coversPath);
  findings.notes.push(...[...demoted.dropped, ...reading.dropped].map(beyondBound));
  return { allowed: writing.kept, readOnly: [...reading.kept, ...demoted.kept] };
}

/** The read-only entries of a layer that may only narrow: they take writing away, and show nothing new. */
function narrowed(layers: readonly Layer[], shown: readonly PathEntry[], resolve: Resolve): readonly PathEntry[] {
  return layers
    .filter(({ power }) => power === "narrow")
    .flatMap((layer) => entriesOf(layer, readOnlyList).flatMap(resolve))
    .filter((entry) => shown.some((open) => coversPath(open, entry)));
}

export interface MergedPaths extends Grants {
  readonly denied: readonly PathEntry[];
  readonly unseen: readonly PathEntry[];
  readonly guards: readonly PathEntry[];
}

/** All path entries of all layers, with the built-in ones. Nothing said at all shows the project, readable only. */
export function mergePaths(
  layers: readonly Layer[],
  variables: Variables,
  sockets: readonly string[],
  findings: Findings,
): MergedPaths {
  const resolve: Resolve = ({ text, source }) => resolveWithRepository(text, variables, source);
  findings.notes.push(...ignoredEntries(layers, allowedList));
  const bounded = bound(grantsOf(layers, resolve), layers, findings, resolve);
  const isSilent = bounded.allowed.length === 0 && bounded.readOnly.length === 0;
  const fallback = isSilent
    ? resolveWithRepository("${project_root}", variables, { file: "built-in", pointer: "/default" })
    : [];
  const readable = [...bounded.readOnly, ...fallback];
  const shown = [...bounded.allowed, ...readable];
  const builtIn = protectedEntries(shown, sockets, variables);
  return {
    allowed: bounded.allowed,
    readOnly: [...readable, ...narrowed(layers, shown, resolve), ...guardedEntries(bounded.allowed, variables)],
    denied: [...united(layers, deniedList).flatMap(resolve), ...builtIn.denied],
    unseen: builtIn.unseen,
    guards: guardsAnywhere(variables),
  };
}
