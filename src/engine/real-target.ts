import { lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";

/** The real path of the longest part that exists, with the rest appended: where a write would land. */
export function realTarget(path: AbsolutePath, links = 0): AbsolutePath {
  if (path.includes("\0") || links > 40) return path;
  let existing: string = path;
  while (existing !== "") {
    const rest = path.slice(existing.length);
    const found = resolveExisting(existing);
    if (found?.kind === "real") return parseAbsolutePath(`${found.path}${rest}`);
    // A link that leads nowhere yet: what is written through it lands where it points.
    if (found?.kind === "dangling") return realTarget(parseAbsolutePath(`${found.path}${rest}`), links + 1);
    existing = existing.slice(0, existing.lastIndexOf("/"));
  }
  return path;
}

function resolveExisting(path: string): { readonly kind: "real" | "dangling"; readonly path: string } | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (!stats.isSymbolicLink() || statSync(path, { throwIfNoEntry: false }) !== undefined) {
      return { kind: "real", path: realpathSync.native(path) };
    }
    const target = readlinkSync(path);
    return {
      kind: "dangling",
      path: target.startsWith("/") ? target : `${path.slice(0, path.lastIndexOf("/"))}/${target}`,
    };
  } catch {
    return undefined; // a folder that this user can't enter, or a circle of links: the part above it tells more
  }
}
