import { type AbsolutePath, type Action, type Context, isBeneath, parseAbsolutePath } from "../base/index.ts";

/**
 * Where the working folder stands at one action: where the request started, moved within the workspace, or somewhere that
 * must not be taken for it.
 */
export type TextFolder = "start" | "inside" | "elsewhere";

/** The working folder before each action, as far as the `cd`s before it tell. A `cd` in a subshell counts for what follows too. */
export function textFolders(actions: readonly Action[], context: Context): readonly TextFolder[] {
  let state: TextFolder = "start";
  let cwd: AbsolutePath = context.cwd;
  return actions.map((action) => {
    const before = state;
    if (action.kind === "opaque" && action.what === "cwd") state = "elsewhere";
    if (action.kind === "builtin" && /^(?:cd|pushd|popd)$/u.test(action.form.name) && state !== "elsewhere") {
      const [, ...words] = action.words;
      const target = words.findLast(
        (word) => word.kind === "opaque" || !word.value.startsWith("-") || word.value === "-",
      );
      const path =
        target?.kind === "static" && target.value !== "-" && action.form.name !== "popd" ? target.value : undefined;
      if (path !== undefined)
        cwd = parseAbsolutePath(path.startsWith("~") ? `${context.home}${path.slice(1)}` : path, cwd);
      state = path === undefined ? "elsewhere" : placeOf(cwd, context);
    }
    return before;
  });
}

function placeOf(cwd: AbsolutePath, context: Context): TextFolder {
  if (cwd === context.cwd) return "start";
  return isBeneath(cwd, context.projectRoot) ? "inside" : "elsewhere";
}
