import { isBeneath, parseAbsolutePath, type RuleSource } from "../base/index.ts";
import type { PathEntry } from "./effective-profile.ts";
import { isGlob, literally } from "./path-spelling.ts";
import { pathVariables, type Variables } from "./variables.ts";

/** Turns a valid entry into an absolute one; a relative one counts from the project's folder. */
export function resolvePathEntry(text: string, variables: Variables, source: RuleSource): PathEntry {
  const glob = isGlob(text);
  const name = pathVariables.find((known) => text === `\${${known}}` || text.startsWith(`\${${known}}/`));
  const rest = name === undefined ? text : text.slice(name.length + 3);
  const start = text.startsWith("/") ? "/" : variables[name ?? "project_root"];
  // The folder's own name is never a pattern, whatever it is called.
  const base = glob ? literally(start) : start;
  return {
    text,
    path: parseAbsolutePath(`${base}/${rest}`),
    glob,
    folder: text.endsWith("/") && !glob,
    source,
  };
}

/** The same, and for the whole project also its repository, where that is kept elsewhere. */
export function resolveWithRepository(text: string, variables: Variables, source: RuleSource): readonly PathEntry[] {
  const entry = resolvePathEntry(text, variables, source);
  const { repository } = variables;
  const isProject = !entry.glob && entry.path === variables.project_root;
  return isProject && repository !== undefined ? [entry, { ...entry, path: repository }] : [entry];
}

/** The part of an entry that holds for every path it names: the entry itself, or a pattern's folders before its first `*`. */
function literalStart(entry: PathEntry): PathEntry["path"] {
  if (!entry.glob) return entry.path;
  const kept: string[] = [];
  for (const part of entry.path.split("/")) {
    if (isGlob(part)) break;
    kept.push(part);
  }
  return parseAbsolutePath(kept.join("/"));
}

/** True when everything that `inner` names is named by `outer` too. May say no for two patterns that do cover each other. */
export function coversPath(outer: PathEntry, inner: PathEntry): boolean {
  if (outer.path === inner.path && outer.glob === inner.glob) return true;
  return !outer.glob && isBeneath(literalStart(inner), outer.path);
}
