import type { AbsolutePath } from "../base/index.ts";

/** Names that a path entry may start with, as in `${project_root}/src`. */
export const pathVariables = ["project_root", "home", "workspace", "temp"] as const;

type PathVariable = (typeof pathVariables)[number];

/** What the path variables stand for in one request, and the folders that belong to Sallyport itself. */
export interface Variables extends Readonly<Record<PathVariable, AbsolutePath>> {
  /** State, configuration and socket folders of this installation: never shown to a sandbox. */
  readonly own: readonly AbsolutePath[];
  /** Where the project's repository is kept, if that is outside of the project: it is part of the project. */
  readonly repository?: AbsolutePath | undefined;
}
