import {
  type AbsolutePath,
  type Context,
  isBeneath,
  parseAbsolutePath,
  literalStart,
  parsePathGlob,
} from "../base/index.ts";
import type { EffectiveProfile, PathEntry } from "./effective-profile.ts";
import { insideName } from "./inside-name.ts";

export { insideName } from "./inside-name.ts";

/**
 * File lists in the names of the sandbox: `${project_root}` of a project that lies in the folder that stands in for `/` means the
 * project, under whatever name.
 */
export function insideFiles({
  files,
  sandbox: { root },
}: Pick<EffectiveProfile, "files" | "sandbox">): EffectiveProfile["files"] {
  if (root === undefined) return files;
  const inside = (entries: readonly PathEntry[]): readonly PathEntry[] =>
    entries.map((entry) => ({ ...entry, path: insideEntry(root, entry) }));
  // That `/` can be written is what a folder that stands in for it is for; a list says it of what lies in there.
  const below = (entries: readonly PathEntry[]): readonly PathEntry[] =>
    inside(entries).filter(({ path }) => path !== "/");
  return {
    ...files,
    allowed: below(files.allowed),
    readOnly: below(files.readOnly),
    denied: inside(files.denied),
    guards: inside(files.guards),
  };
}

function insideEntry(root: AbsolutePath, { path, glob }: PathEntry): AbsolutePath {
  if (!glob) return insideName(root, path);
  const start = parseAbsolutePath(`/${literalStart(parsePathGlob(path, "inside")).join("/")}`);
  if (root === "/" || !isBeneath(start, root)) return path;
  // A pattern spells special characters of the root with a backslash: its names are counted, not compared.
  return parseAbsolutePath(`/${path.split("/").slice(root.split("/").length).join("/")}`);
}

/** What is known of paths, in the names of the sandbox. */
export function insideContext(root: AbsolutePath | undefined, context: Context): Context {
  if (root === undefined || context.root !== undefined) return context;
  const { cwd, home, projectRoot, realPaths, plainFiles = [] } = context;
  return {
    ...context,
    root,
    cwd: insideName(root, cwd),
    home: insideName(root, home),
    projectRoot: insideName(root, projectRoot),
    realPaths: new Map([...realPaths].map(([path, real]) => [insideName(root, path), insideName(root, real)])),
    plainFiles: new Set([...plainFiles].map((path) => insideName(root, path))),
  };
}
