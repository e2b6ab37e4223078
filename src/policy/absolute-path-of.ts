import { type AbsolutePath, type Context, parseAbsolutePath } from "../base/index.ts";

/** A path of an action or an input made absolute and normal; a leading `~/` is the home folder. */
export function absolutePath(path: string, context: Pick<Context, "cwd" | "home">): AbsolutePath {
  const home = path === "~" || path.startsWith("~/");
  return parseAbsolutePath(home ? `${context.home}/${path.slice(1)}` : path, context.cwd);
}
