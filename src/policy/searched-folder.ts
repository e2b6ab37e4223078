import { type AbsolutePath, type Context, parseAbsolutePath } from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { isGlob } from "./path-spelling.ts";

type Input = Readonly<Record<string, unknown>>;

/** The folder that a pattern of `Glob` or `Grep` starts with, where that is another one than the folder that is searched. */
export function searchedFolder(
  tool: string,
  { path = ".", pattern, glob }: Input,
  context: Pick<Context, "cwd" | "home" | "root">,
): AbsolutePath | undefined {
  const filter = tool === "Glob" ? pattern : tool === "Grep" ? glob : undefined;
  if (typeof path !== "string" || typeof filter !== "string" || filter.includes("\0")) return undefined;
  const parts = filter.split("/");
  const named = parts.slice(0, parts.findLastIndex((part) => part === "..") + 1);
  const first = parts.findIndex((part) => isGlob(part) || part.includes("{"));
  const fixed = parts.slice(0, first === -1 ? parts.length - 1 : first);
  const start = (named.length > fixed.length ? named : fixed).join("/");
  if (start === "") return undefined;
  return parseAbsolutePath(filter.startsWith("/") ? `/${start}` : start, absolutePath(path, context));
}
