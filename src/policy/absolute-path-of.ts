import { type AbsolutePath, type Context, parseAbsolutePath } from "../base/index.ts";
import { insideName } from "./inside-name.ts";

/** A path of an action or an input made absolute and normal, as it is called inside; a leading `~/` is the home folder. */
export function absolutePath(path: string, { cwd, home, root }: Pick<Context, "cwd" | "home" | "root">): AbsolutePath {
  const isHome = path === "~" || path.startsWith("~/");
  return insideName(root, parseAbsolutePath(isHome ? `${home}/${path.slice(1)}` : path, cwd));
}
