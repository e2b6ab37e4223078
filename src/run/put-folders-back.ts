import { dirname } from "node:path";
import { type AbsolutePath, type Disarmed, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { KeptEntry, KeptFolder, SeenTrees } from "../confine/index.ts";
import { disarmHooks, disarmSettings } from "./disarm-repository.ts";
import { isHarmlessChange } from "./harmless-change.ts";
import { identityOf, lookAt, repositoryAt, sharedWith } from "./inspect-repository.ts";
import { readBytes } from "./keep-entry.ts";
import { openWay } from "./open-beneath.ts";
import { isSame, putBack, replace } from "./put-back.ts";
import type { GitEntry } from "./survey-trees.ts";

/** Sees that nested repositories and their working trees, wherever they are by now, hold nothing else that runs on the host than before. */
export function putFoldersBack(seen: SeenTrees, entries: readonly GitEntry[]): readonly Disarmed[] {
  let places: ReadonlyMap<string, AbsolutePath> | undefined;
  return seen.kept.flatMap((kept) => {
    const at = isInPlace(kept) ? kept.path : (places ??= placesOf(entries)).get(kept.identity);
    if (at === undefined || !seen.folders.some((folder) => isBeneath(at, folder))) return [];
    using _way = openWay(at, "change");
    return kept.names.flatMap((name) => putNameBack(kept.role, at, name, kept.entries.get(name)));
  });
}

/** A link on the way would lead there too, but not everybody who looks for it. */
function isInPlace({ path, identity }: KeptFolder): boolean {
  using way = openWay(path, "look");
  return way.pinned !== undefined && identityOf(path) === identity;
}

/** Where folders of repositories are that have been moved. */
function placesOf(entries: readonly GitEntry[]): ReadonlyMap<string, AbsolutePath> {
  const places = new Map<string, AbsolutePath>();
  for (const entry of entries) {
    const workTree = parseAbsolutePath(dirname(entry.path));
    using _way = openWay(workTree, "look");
    const target = repositoryAt(entry);
    const shared = target === undefined ? undefined : sharedWith(target);
    for (const folder of [target, shared, workTree]) if (folder !== undefined) places.set(identityOf(folder), folder);
  }
  return places;
}

function putNameBack(
  role: KeptFolder["role"],
  folder: AbsolutePath,
  name: string,
  before: KeptEntry | undefined,
): readonly Disarmed[] {
  const path = parseAbsolutePath(`${folder}/${name}`);
  if (role === "work tree") return putBack(path, before);
  if (name === "hooks") return putHooksBack(path, before);
  return name.startsWith("config") ? putSettingsBack(path, before) : putBack(path, before);
}

/** Without its hooks a repository would let through what they stop. */
function putHooksBack(hooks: AbsolutePath, before: KeptEntry | undefined): readonly Disarmed[] {
  if (before === undefined) return disarmHooks(hooks, []);
  if (before.kind !== "folder") return isSame(hooks, before) ? [] : replace(hooks, before);
  if (lookAt(hooks)?.isDirectory() !== true) return replace(hooks, before);
  using _way = openWay(hooks, "change");
  const fresh = disarmHooks(hooks, [...before.entries.keys()]);
  return [
    ...fresh,
    ...[...before.entries].flatMap(([name, entry]) => putHookBack(parseAbsolutePath(`${hooks}/${name}`), entry)),
  ];
}

function putHookBack(path: AbsolutePath, before: KeptEntry): readonly Disarmed[] {
  return before.kind === "folder" || isSame(path, before) ? [] : replace(path, before);
}

function putSettingsBack(path: AbsolutePath, before: KeptEntry | undefined): readonly Disarmed[] {
  if (before === undefined) return disarmSettings(path);
  if (isSame(path, before)) return [];
  const now = before.kind === "file" && lookAt(path)?.isFile() === true ? readBytes(path) : undefined;
  const harmless = before.kind === "file" && now !== undefined && isHarmlessChange(before.bytes, now);
  return harmless ? [] : replace(path, before);
}
