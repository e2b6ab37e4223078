import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";

/** What a path of the host is called inside: below the folder that stands in for `/`, names count from there. */
export function insideName(root: AbsolutePath | undefined, path: AbsolutePath): AbsolutePath {
  if (root === undefined || root === "/" || !isBeneath(path, root)) return path;
  return parseAbsolutePath(`/${path.slice(root.length)}`);
}
