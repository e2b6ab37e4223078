declare const absolutePath: unique symbol;

/** An absolute path without `.`, `..`, repeated or trailing slashes. Only `parseAbsolutePath` makes one. */
export type AbsolutePath = string & { readonly [absolutePath]: true };

/**
 * Normalises `path` lexically, relative ones from `base`. `..` at the root stays at the root, as in the
 * kernel. Purely lexical: symbolic links are the caller's business.
 */
export function parseAbsolutePath(path: string, base: AbsolutePath | "/" = "/"): AbsolutePath {
  const kept: string[] = [];
  const full = path.startsWith("/") ? path : `${base}/${path}`;
  for (const part of full.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") kept.pop();
    else kept.push(part);
  }
  return `/${kept.join("/")}` as AbsolutePath;
}

/** True for `path` itself and everything below `folder`. */
export function isBeneath(path: AbsolutePath, folder: AbsolutePath): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}
